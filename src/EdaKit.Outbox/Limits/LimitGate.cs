using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Limits;

/// <summary>
/// Where messages pass on their way into an outbox that has limits. It decides by what was counted last and by what this process has stored in
/// the table since. Safe for use by many threads.
/// </summary>
internal abstract class LimitGate(Type context, LimitOptions limits, OutboxMetrics metrics, TimeProvider time)
{
    /// <summary>For how long a count may hold somebody up when it is time for the next one. Where the database cannot be asked for longer, saving fails by itself.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly RelaySignal _wanted = new();
    private volatile Reading _last = new(new(0, TimeSpan.Zero), 0, time.GetTimestamp());
    private volatile TaskCompletionSource _nextReading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stored;

    /// <summary>Lets a publish or send pass, or not.</summary>
    /// <exception cref="OutboxFullException">The outbox is over its limits.</exception>
    public ValueTask EnterAsync(CancellationToken cancellationToken) => Over() is null ? default : HoldAsync(limits.WhenReached, cancellationToken);

    /// <summary>Lets a consumer begin that publishes, or not.</summary>
    /// <exception cref="OutboxFullException">The outbox is over its limits.</exception>
    public ValueTask EnterConsumerAsync(CancellationToken cancellationToken) =>
        Over() is null ? default : HoldAsync(limits.WhenReached == LimitPolicy.Reject ? LimitPolicy.Wait : limits.WhenReached, cancellationToken);

    /// <summary>Records were stored that wait in the table.</summary>
    public void Stored(int count)
    {
        if (!limits.AreSet)
            return;

        Interlocked.Add(ref _stored, count);
        _wanted.Set();
    }

    /// <summary>Waits until a count is of use: something was stored, or somebody is held up.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _wanted.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);

    /// <summary>How much this process has stored in the table so far; to be read before counting.</summary>
    public long StoredSoFar => Interlocked.Read(ref _stored);

    /// <summary>Takes what was counted.</summary>
    /// <param name="level">The level.</param>
    /// <param name="storedBefore">What <see cref="StoredSoFar"/> was before.</param>
    /// <returns>Whether the level is over the limits.</returns>
    public bool Read(OutboxLevel level, long storedBefore)
    {
        _last = new(level, storedBefore, time.GetTimestamp());

        var waiting = _nextReading;
        _nextReading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
        return IsOver(level);
    }

    private OutboxLevel? Over()
    {
        var last = _last;
        if (!limits.AreSet || time.GetElapsedTime(last.At) > limits.Interval + Freshness)
            return null;

        var level = last.Level with { Depth = last.Level.Depth + StoredSoFar - last.StoredBefore };
        return IsOver(level) ? level : null;
    }

    private bool IsOver(OutboxLevel level) => level.Depth >= limits.Depth || level.Age > limits.Age;

    private async ValueTask HoldAsync(LimitPolicy policy, CancellationToken cancellationToken)
    {
        // What is over the limit only by this process's own count may have been sent since: there is to be a new count.
        _wanted.Set();

        if (policy == LimitPolicy.Warn)
        {
            metrics.Limited(context, "passed");
            return;
        }

        var started = time.GetTimestamp();
        while (Over() is { } level)
        {
            if (policy == LimitPolicy.Reject || limits.WaitAtMost - time.GetElapsedTime(started) is not { Ticks: > 0 } left)
            {
                metrics.Limited(context, "rejected");
                throw new OutboxFullException(context.Name, level, limits);
            }

            await WaitForReadingAsync(left, cancellationToken);
        }

        metrics.Limited(context, "waited");
    }

    private async Task WaitForReadingAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        _wanted.Set();

        // At the end of the time, the last reading decides.
        await _nextReading.Task.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed record Reading(OutboxLevel Level, long StoredBefore, long At);
}

/// <summary>The gate of one context.</summary>
internal sealed class LimitGate<TDb>(OutboxOptions options, OutboxMetrics metrics, TimeProvider time) : LimitGate(typeof(TDb), options.Limits, metrics, time)
    where TDb : DbContext;
