using EdaKit.EntityFrameworkCore.Gauges;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Telemetry;

/// <summary>Counts one context's outbox for the gauges.</summary>
internal sealed class OutboxGauges<TDb>(OperationsStore<TDb> store, OutboxMetrics metrics, TimeProvider time, ILogger<OutboxGauges<TDb>> logger) : ObservedCount<OutboxCounts>(time)
    where TDb : DbContext
{
    protected override Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) => store.GaugeAsync(cancellationToken);

    protected override void Watch() => metrics.Watch(typeof(TDb), Observe);

    protected override void ReportFailure(Exception failure) => OutboxLog.GaugesFailed(logger, failure, typeof(TDb).Name, ObservedTimes.Interval);
}
