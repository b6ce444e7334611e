using EdaKit.EntityFrameworkCore.Gauges;
using EdaKit.Sagas.Health;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Telemetry;

/// <summary>Counts one context's instances by their states for the gauge, in one statement for each saga.</summary>
internal sealed class SagaGauges<TDb>(IServiceScopeFactory scopes, SagaRegistry registry, SagaMetrics metrics, TimeProvider time, ILogger<SagaGauges<TDb>> logger)
    : ObservedCount<IReadOnlyList<StateCount>>(time)
    where TDb : DbContext
{
    protected override async Task<IReadOnlyList<StateCount>> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();
        var sagas = registry.All.Where(saga => context.Model.FindEntityType(saga.StateType) is not null).ToList();

        // Instances of several versions of a flow are in one state, and that none is parked is a number too.
        return [.. (await StoredStates.CountAsync(context, sagas, cancellationToken)).Concat(NobodyParked(sagas))
            .GroupBy(count => (count.Saga, count.State))
            .Select(state => new StateCount(state.Key.Saga, null, state.Key.State, state.Sum(count => count.Instances)))];
    }

    protected override void Watch() => metrics.Watch(typeof(TDb), Observe);

    protected override void ReportFailure(Exception failure) => SagaLog.GaugesFailed(logger, failure, typeof(TDb).Name, ObservedTimes.Interval);

    private static IEnumerable<StateCount> NobodyParked(IEnumerable<FoundSaga> sagas) =>
        sagas.Where(saga => saga.Flows is not null).Select(saga => new StateCount(saga.Name, null, FlowStates.Parked, 0));
}
