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
    private static readonly MethodInfo OverdueMethod = typeof(SagaWaker<TDb>).GetMethod(nameof(OverdueAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly TimeProvider _time = time;

    protected override string Lease => "sagas/waking";

    protected override TimeSpan Interval => options.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var woken = 0;

        foreach (var saga in registry.All.Where(saga => saga.Flows is not null && context.Model.FindEntityType(saga.StateType) is not null))
        {
            var overdue = await (Task<List<Guid>>)OverdueMethod.MakeGenericMethod(saga.StateType).Invoke(this, [context, saga.Name, cancellationToken])!;

            if (overdue.Count == 0)
                continue;

            var endpoint = await bus.GetSendEndpoint(new($"queue:{saga.Endpoint}"));

            foreach (var id in overdue)
                await endpoint.Send(new SagaTimer(id, saga.Name), cancellationToken);

            woken += overdue.Count;
        }

        return woken;
    }

    protected override void Report(int count) => SagaLog.Woken(logger, count, typeof(TDb).Name, options.OverdueAfter);

    protected override void ReportFailure(Exception failure) => SagaLog.RoundFailed(logger, failure, Lease, typeof(TDb).Name, Interval);

    private Task<List<Guid>> OverdueAsync<TState>(TDb context, string saga, CancellationToken cancellationToken)
        where TState : StepSagaState
    {
        var limit = _time.GetUtcNow().UtcDateTime - options.OverdueAfter;

        // The others come with the next round: those that were woken are no longer overdue then.
        return context.Set<TState>().AsNoTracking().Where(state => state.Saga == saga && state.EndedAt == null && state.TimerDueAt < limit)
            .OrderBy(state => state.TimerDueAt).Select(state => state.CorrelationId).Take(options.CleaningBatchSize).ToListAsync(cancellationToken);
    }
}
