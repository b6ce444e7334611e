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

    protected override Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var oldest = (_time.GetUtcNow() - binding.Options.KeepFor).ToUnixTimeMilliseconds();

        return DrainAsync(binding.Options.CleaningBatchSize,
            atMost => context.Database.ExecuteSqlRawAsync(JournalSql.For(context).Forget, [oldest, atMost], cancellationToken));
    }

    protected override void Report(int count) => TracingLog.JournalCleaned(logger, count, typeof(TDb).Name, binding.Options.KeepFor);

    protected override void ReportFailure(Exception failure) => TracingLog.JournalCleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
