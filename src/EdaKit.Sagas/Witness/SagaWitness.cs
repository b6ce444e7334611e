using System.Reflection;
using EdaKit.Evidence;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Witness;

/// <summary>Says of the instances of this process's sagas in which state they are and what they wait for, in one statement for each saga.</summary>
internal sealed class SagaWitness<TDb>(IServiceScopeFactory scopes, SagaRegistry registry) : IFlowWitness<TDb>
    where TDb : DbContext
{
    private static readonly MethodInfo StepsMethod = typeof(SagaWitness<TDb>).GetMethod(nameof(StepsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo PlainMethod = typeof(SagaWitness<TDb>).GetMethod(nameof(PlainAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    public async Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        if (question.CorrelationIds.Count == 0)
            return FlowEvidence.Nothing;

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();
        var found = new List<KeptSaga>();

        // What has no name here cannot be told.
        foreach (var saga in registry.All.Where(saga => saga.IsReadableIn(context)))
        {
            var read = (saga.Flows is null ? PlainMethod : StepsMethod).MakeGenericMethod(saga.StateType);
            found.AddRange(await (Task<List<KeptSaga>>)read.Invoke(null, [context, saga, question.CorrelationIds, cancellationToken])!);
        }

        return new() { Sagas = found };
    }

    private static async Task<List<KeptSaga>> StepsAsync<TState>(TDb context, FoundSaga saga, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        where TState : StepSagaState =>
        [.. (await context.Set<TState>().AsNoTracking().Where(state => ids.Contains(state.CorrelationId) && state.Saga == saga.Name).ToListAsync(cancellationToken)).Select(state => new KeptSaga
        {
            CorrelationId = state.CorrelationId,
            Saga = saga.Name,
            Consumer = typeof(TState).Name,
            State = state.CurrentState,
            WaitsFor = state.EndedAt is null ? StepWaits.Of(state.CurrentState, state.Steps, saga.Flows!.FirstOrDefault(flow => flow.Version == state.DefinitionVersion)) : null,
            Until = state.EndedAt is null ? StepWaits.Until(state.Steps) ?? state.TimerDueAt : null,
            ParkedStep = state.ParkedStep,
            ParkedReason = state.ParkedReason,
            EndedAt = state.EndedAt,
        })];

    private static async Task<List<KeptSaga>> PlainAsync<TState>(TDb context, FoundSaga saga, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        where TState : class, ISaga =>
        [.. (await context.Set<TState>().AsNoTracking().Where(state => ids.Contains(state.CorrelationId))
            .Select(state => new { state.CorrelationId, State = EF.Property<string>(state, FoundSaga.StateProperty) }).ToListAsync(cancellationToken))
            .Select(state => new KeptSaga { CorrelationId = state.CorrelationId, Saga = saga.Name, Consumer = typeof(TState).Name, State = state.State })];
}
