using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Tracing.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Journal;

/// <summary>Removes entries that are older than they are to be kept, a bounded number at a time.</summary>
internal sealed class JournalCleaner<TDb>(JournalBinding<TDb> binding, IServiceScopeFactory scopes, TimeProvider time, ILogger<JournalCleaner<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    private readonly TimeProvider _time = time;

    protected override string Lease => "tracing/journal-cleaning";

    protected override TimeSpan Interval => binding.Options.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var oldest = (_time.GetUtcNow() - binding.Options.KeepFor).ToUnixTimeMilliseconds();
        var (removed, batch) = (0, 0);

        // Until nothing is left, and not until a batch is not full: an entry of a clock that is ahead may stand among the first ones.
        do
        {
            batch = await context.Database.ExecuteSqlRawAsync(JournalSql.For(context).Forget, [oldest, binding.Options.CleaningBatchSize], cancellationToken);
            removed += batch;
        }
        while (batch > 0);

        return removed;
    }

    protected override void Report(int count) => TracingLog.JournalCleaned(logger, count, typeof(TDb).Name, binding.Options.KeepFor);

    protected override void ReportFailure(Exception failure) => TracingLog.JournalCleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
