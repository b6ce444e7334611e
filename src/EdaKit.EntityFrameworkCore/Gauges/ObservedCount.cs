using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace EdaKit.EntityFrameworkCore.Gauges;

/// <summary>
/// Counts something in a database for gauges while somebody observes them, and only then. An observation never waits for the database: it leaves word that there is
/// an observer, and takes what was counted last. So however often anybody observes, and however many do, there is one count in an <see cref="ObservedTimes.Interval"/>.
/// </summary>
/// <typeparam name="TCount">What is counted. It is shown to many threads, so it does not change.</typeparam>
/// <param name="time">Tells the time.</param>
public abstract class ObservedCount<TCount>(TimeProvider time) : BackgroundService
    where TCount : class
{
    private readonly Channel<bool> _observed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _lastObserved;
    private volatile Reading? _last;

    /// <summary>Counts. It may fail: then it is tried again after the interval.</summary>
    /// <param name="cancellationToken">The host stops.</param>
    /// <returns>The count.</returns>
    protected abstract Task<TCount> CountAsync(CancellationToken cancellationToken);

    /// <summary>Has the gauges ask <see cref="Observe"/> from now on.</summary>
    protected abstract void Watch();

    /// <summary>Says that counting failed, once until it works again.</summary>
    /// <param name="failure">Why.</param>
    protected abstract void ReportFailure(Exception failure);

    /// <summary>What was counted last; null where nothing was, or too long ago. Safe on any thread; it waits for nothing.</summary>
    /// <returns>The count.</returns>
    protected TCount? Observe()
    {
        Volatile.Write(ref _lastObserved, Math.Max(1, time.GetTimestamp()));
        _observed.Writer.TryWrite(true);
        return _last is { } last && time.GetElapsedTime(last.At) <= ObservedTimes.Freshness ? last.Count : null;
    }

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Watch();
        var hasFailed = false;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Without an observer, wait for one.
                if (!IsObserved)
                    await _observed.Reader.ReadAsync(stoppingToken);

                // 2. Count.
                _last = new(await CountAsync(stoppingToken), time.GetTimestamp());
                hasFailed = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 3. The database is away: say so once.
                if (!hasFailed)
                    ReportFailure(error);

                hasFailed = true;
            }

            // 4. Rest, however often anybody observes meanwhile.
            await Task.Delay(ObservedTimes.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsObserved => Volatile.Read(ref _lastObserved) is var last and not 0 && time.GetElapsedTime(last) <= ObservedTimes.Attention;

    private sealed record Reading(TCount Count, long At);
}
