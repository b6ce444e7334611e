namespace EdaKit.Outbox.Storage;

/// <summary>
/// The database's clock, as far as this process knows it: read now and then, and carried on by the machine's own counter of elapsed time,
/// which no change of the machine's date can move.
/// </summary>
internal sealed class StoreClock(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private volatile Reading? _last;

    /// <summary>Milliseconds since 1970-01-01 UTC; null where the clock has not been read yet. Behind by the time that reading it took.</summary>
    public long? Now => _last is { } last ? last.Milliseconds + (long)time.GetElapsedTime(last.At).TotalMilliseconds : null;

    /// <summary>Whether it is time to read the clock again: it may have been set, and counters drift.</summary>
    public bool IsStale => _last is not { } last || time.GetElapsedTime(last.At) > Fresh;

    /// <summary>Takes what the database answered.</summary>
    public void Read(long milliseconds) => _last = new(milliseconds, time.GetTimestamp());

    private sealed record Reading(long Milliseconds, long At);
}
