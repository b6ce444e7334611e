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

        // What has no name here cannot be compared.
        foreach (var saga in sagas.Where(saga => saga.IsReadableIn(context)))
        {
            var count = saga.Flows is null ? CountPlainMethod : CountStepsMethod;
            counts.AddRange(await (Task<List<StateCount>>)count.MakeGenericMethod(saga.StateType).Invoke(null, [context, saga.Name, cancellationToken])!);
        }

        return counts;
    }

    /// <summary>Those in states, or on versions of a flow, that the sagas do not know: they do not go on.</summary>
    public static IReadOnlyList<StateCount> UnknownIn(IReadOnlyList<StateCount> counts, IReadOnlyCollection<FoundSaga> sagas) =>
        [.. counts.Where(count => !IsKnown(count, sagas.First(saga => saga.Name == count.Saga)))];

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
