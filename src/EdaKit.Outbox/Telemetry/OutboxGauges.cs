using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Telemetry;

/// <summary>
/// Counts one context's outbox for the gauges while somebody observes them, and only then. An observation never waits for the database: it
/// leaves word that there is an observer, and takes what was counted last.
/// </summary>
internal sealed class OutboxGauges<TDb>(OperationsStore<TDb> store, OutboxMetrics metrics, TimeProvider time, ILogger<OutboxGauges<TDb>> logger) : BackgroundService
    where TDb : DbContext
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>How long an observer is thought to be there after an observation; collectors commonly come once a minute.</summary>
    internal static readonly TimeSpan Attention = TimeSpan.FromMinutes(2);

    /// <summary>How old a count may be to be shown. What is older says nothing, and a gap is more honest than a line that goes on.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly RelaySignal _observed = new();
    private long _lastObserved;
    private volatile Reading? _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(typeof(TDb), Observe);
        var hasFailed = false;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Without an observer, wait for one.
                if (time.GetElapsedTime(Volatile.Read(ref _lastObserved)) > Attention || Volatile.Read(ref _lastObserved) == 0)
                    await _observed.WaitAsync(Timeout.InfiniteTimeSpan, time, stoppingToken);

                // 2. Count.
                _last = new(await store.CountAsync(stoppingToken), time.GetTimestamp());
                hasFailed = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 3. The database is away: say so once; the relay says the rest.
                if (!hasFailed)
                    OutboxLog.GaugesFailed(logger, error, typeof(TDb).Name, Interval);

                hasFailed = true;
            }

            // 4. Rest, however often anybody observes meanwhile.
            await Pauses.TryAsync(Interval, time, stoppingToken);
        }
    }

    private OutboxCounts? Observe()
    {
        Volatile.Write(ref _lastObserved, Math.Max(1, time.GetTimestamp()));
        _observed.Set();
        return _last is { } last && time.GetElapsedTime(last.At) <= Freshness ? last.Counts : null;
    }

    private sealed record Reading(OutboxCounts Counts, long At);
}
