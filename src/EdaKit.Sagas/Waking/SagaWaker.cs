using System.Reflection;
using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Waking;

/// <summary>
/// Wakes instances of step sagas whose timer is long overdue: it ended in an error queue, or was lost with a scheduler that does not survive. Otherwise
/// nothing would ever wake them. A timer that was only late finds nothing to do.
/// </summary>
internal sealed class SagaWaker<TDb>(SagaOptions options, SagaRegistry registry, IBus bus, IServiceScopeFactory scopes, TimeProvider time, ILogger<SagaWaker<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    private static readonly MethodInfo WakeMethod = typeof(SagaWaker<TDb>).GetMethod(nameof(WakeAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly TimeProvider _time = time;

    protected override string Lease => "sagas/waking";

    protected override TimeSpan Interval => options.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var woken = 0;

        foreach (var saga in registry.All.Where(saga => saga.Flows is not null && context.Model.FindEntityType(saga.StateType) is not null))
            woken += await (Task<int>)WakeMethod.MakeGenericMethod(saga.StateType).Invoke(this, [context, saga, cancellationToken])!;

        return woken;
    }

    protected override void Report(int count) => SagaLog.Woken(logger, count, typeof(TDb).Name, options.OverdueAfter);

    protected override void ReportFailure(Exception failure) => SagaLog.RoundFailed(logger, failure, Lease, typeof(TDb).Name, Interval);

    private Task<int> WakeAsync<TState>(TDb context, FoundSaga saga, CancellationToken cancellationToken)
        where TState : StepSagaState
    {
        var limit = _time.GetUtcNow().UtcDateTime - options.OverdueAfter;
        var versions = saga.Flows!.Select(flow => flow.Version).ToList();

        // An instance on any other version would only fail into the error queue, with every round.
        var overdue = context.Set<TState>().AsNoTracking()
            .Where(state => state.Saga == saga.Name && versions.Contains(state.DefinitionVersion) && state.EndedAt == null && state.TimerDueAt < limit);
        OverdueTimer? last = null;

        return DrainAsync(options.CleaningBatchSize, async atMost =>
        {
            // From the last one on, and not from the oldest: those that were woken may still stand there, and what cannot be woken stays.
            var rest = last is null ? overdue
                : overdue.Where(state => state.TimerDueAt > last.DueAt || (state.TimerDueAt == last.DueAt && state.CorrelationId > last.Id));
            var page = await rest.OrderBy(state => state.TimerDueAt).ThenBy(state => state.CorrelationId).Take(atMost)
                .Select(state => new OverdueTimer(state.CorrelationId, state.TimerDueAt)).ToListAsync(cancellationToken);

            await SendAsync(saga, page, cancellationToken);
            last = page.LastOrDefault();
            return page.Count;
        });
    }

    private async Task SendAsync(FoundSaga saga, List<OverdueTimer> timers, CancellationToken cancellationToken)
    {
        if (timers.Count == 0)
            return;

        var endpoint = await bus.GetSendEndpoint(new($"queue:{saga.Endpoint}"));

        foreach (var timer in timers)
            await endpoint.Send(new SagaTimer(timer.Id, saga.Name), cancellationToken);
    }

    private sealed record OverdueTimer(Guid Id, DateTime? DueAt);
}
