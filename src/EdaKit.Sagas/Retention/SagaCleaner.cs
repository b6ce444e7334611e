using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Retention;

/// <summary>Removes ended instances that have outlived their retention, with their timelines, a bounded number at a time.</summary>
internal sealed class SagaCleaner<TDb>(SagaOptions options, SagaRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<SagaCleaner<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    protected override string Lease => "sagas/cleaning";

    protected override TimeSpan Interval => options.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var removed = 0;

        foreach (var table in EndedInstances.TablesOf(context))
            removed += await DrainAsync(options.CleaningBatchSize, atMost => EndedInstances.RemoveAsync(context, table, options.Retention, atMost, cancellationToken));

        await OldEntries.RemoveAsync(context, registry.PlainNames, options.Retention, options.CleaningBatchSize, cancellationToken);
        return removed;
    }

    protected override void Report(int count) => SagaLog.Cleaned(logger, count, typeof(TDb).Name, options.Retention);

    protected override void ReportFailure(Exception failure) => SagaLog.RoundFailed(logger, failure, Lease, typeof(TDb).Name, Interval);
}
