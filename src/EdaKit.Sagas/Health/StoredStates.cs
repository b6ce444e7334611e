using System.Reflection;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Health;

/// <summary>The stored instances of this process's sagas, counted by their states. Of step sagas only those that have not ended: in no other can one get stuck.</summary>
internal static class StoredStates
{
    private static readonly MethodInfo CountStepsMethod = typeof(StoredStates).GetMethod(nameof(CountStepsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo CountPlainMethod = typeof(StoredStates).GetMethod(nameof(CountPlainAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static async Task<IReadOnlyList<StateCount>> CountAsync(DbContext context, IEnumerable<FoundSaga> sagas, CancellationToken cancellationToken)
    {
        var counts = new List<StateCount>();

        // What has no name here cannot be compared. A saga that is on several buses has its instances in one table, and machines that share a name in one each.
        foreach (var same in sagas.Where(saga => saga.IsReadableIn(context)).GroupBy(saga => (saga.Name, saga.StateType, IsPlain: saga.Flows is null)))
        {
            var method = same.Key.IsPlain ? CountPlainMethod : CountStepsMethod;
            var counted = await (Task<List<StateCount>>)method.MakeGenericMethod(same.Key.StateType).Invoke(null, [context, same.Key.Name, cancellationToken])!;
            counts.AddRange(counted.Select(count => count with { IsKnown = same.Any(saga => IsKnown(count, saga)) }));
        }

        return counts;
    }

    private static bool IsKnown(StateCount count, FoundSaga saga) => saga.Flows is null
        ? saga.States.Contains(count.State)
        : saga.Flows.FirstOrDefault(flow => flow.Version == count.Version) is { } flow && flow.States.Contains(count.State);

    private static Task<List<StateCount>> CountStepsAsync<TState>(DbContext context, string saga, CancellationToken cancellationToken)
        where TState : StepSagaState => context.Set<TState>().AsNoTracking().Where(state => state.Saga == saga && state.EndedAt == null)
        .GroupBy(state => new { state.DefinitionVersion, state.CurrentState })
        .Select(group => new StateCount(saga, group.Key.DefinitionVersion, group.Key.CurrentState, group.Count())).ToListAsync(cancellationToken);

    private static Task<List<StateCount>> CountPlainAsync<TState>(DbContext context, string saga, CancellationToken cancellationToken)
        where TState : class, ISaga => context.Set<TState>().AsNoTracking().GroupBy(state => EF.Property<string>(state, FoundSaga.StateProperty))
        .Select(group => new StateCount(saga, null, group.Key, group.Count())).ToListAsync(cancellationToken);
}
