using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Journal;
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
        var now = _time.GetUtcNow();
        var (newest, oldest) = (now.ToUnixTimeMilliseconds(), (now - binding.Options.KeepFor).ToUnixTimeMilliseconds());
        var (removed, after) = (0, 0L);

        // 1. Window by window, from the first entry on, each of which is looked at once.
        while (await LastOf(context, after, binding.Options.CleaningBatchSize).FirstOrDefaultAsync(cancellationToken) is { } last)
        {
            // 2. What is old in it.
            removed += await context.Database.ExecuteSqlRawAsync(JournalSql.For(context).Forget, [after, last.Id, oldest], cancellationToken);

            // 3. Up to an entry that is not old yet. One of a clock that was ahead says nothing of those behind it.
            if (last.At >= oldest && last.At <= newest)
                break;

            after = last.Id;
        }

        return removed;
    }

    /// <summary>The last entry of a window; nothing where no entry is left.</summary>
    internal static IQueryable<JournalEntry> LastOf(DbContext context, long after, int size) => context.Set<JournalEntry>().AsNoTracking()
        .Where(entry => entry.Id > after).OrderBy(entry => entry.Id).Take(size).OrderByDescending(entry => entry.Id).Select(entry => new JournalEntry { Id = entry.Id, At = entry.At });

    protected override void Report(int count) => TracingLog.JournalCleaned(logger, count, typeof(TDb).Name, binding.Options.KeepFor);

    protected override void ReportFailure(Exception failure) => TracingLog.JournalCleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
