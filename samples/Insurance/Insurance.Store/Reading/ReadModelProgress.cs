namespace Insurance.Store.Reading;

/// <summary>Says how far a read model is, and waits for it. Each read model says where its position stands.</summary>
public abstract class ReadModelProgress(TimeProvider clock)
{
    /// <summary>The longest that a reader may wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>The position up to which all events have been read.</summary>
    public abstract Task<long> PositionAsync(CancellationToken cancellationToken);

    /// <summary>Waits until a position is reached, or for so long.</summary>
    /// <param name="position">The position, as a command has answered it.</param>
    /// <param name="bound">How long, at most <see cref="LongestWait"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How far it is, reached or not.</returns>
    public async Task<Freshness> WaitAsync(long position, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var patience = bound < LongestWait ? bound : LongestWait;
        long reached;

        while ((reached = await PositionAsync(cancellationToken)) < position && clock.GetElapsedTime(started) < patience)
            await Task.Delay(Poll, clock, cancellationToken);

        return new(reached, position);
    }
}
