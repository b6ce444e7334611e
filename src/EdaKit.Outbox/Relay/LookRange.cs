namespace EdaKit.Outbox.Relay;

/// <summary>
/// How far back looks into the table go. One at everything passes all that was sent and not cleared away yet: mostly little, but while a long
/// transaction keeps PostgreSQL from clearing, millions of rows, which takes seconds. So looks at everything take at most a hundredth of the
/// time, and those in between begin a little before the point up to which the last look left nothing. For one caller at a time.
/// </summary>
internal sealed class LookRange(TimeProvider time)
{
    /// <summary>The beginning of a look at everything.</summary>
    public const long Everything = 0;

    private const int Share = 100;

    /// <summary>
    /// How long after it was stored a record may be committed, and still be found at once. One of a longer transaction is found by the next look at
    /// everything.
    /// </summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(10);

    private long? _nothingBefore;
    private long _lastWhole;
    private TimeSpan _lastWholeTook;

    /// <summary>From when on the next look takes what is due, in milliseconds by the database's clock.</summary>
    public long From => _nothingBefore is { } from && time.GetElapsedTime(_lastWhole) < Share * _lastWholeTook ? from : Everything;

    /// <summary>A look is over.</summary>
    /// <param name="from">Where it began.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="leftNothingUpTo">Of what was due up to then, it left nothing; null where that is not known.</param>
    public void Looked(long from, TimeSpan took, long? leftNothingUpTo)
    {
        if (from == Everything)
            (_lastWhole, _lastWholeTook) = (time.GetTimestamp(), took);

        if (leftNothingUpTo is { } dueAt)
            _nothingBefore = dueAt - (long)LongestTransaction.TotalMilliseconds;
    }
}
