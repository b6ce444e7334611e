namespace Insurance.Store.Reading;

/// <summary>How far a read model is.</summary>
/// <param name="Position">All events up to this one have been read.</param>
/// <param name="Asked">The position for which somebody has waited.</param>
public sealed record Freshness(long Position, long Asked)
{
    /// <summary>Whether the answer has everything up to what was asked for.</summary>
    public bool HasCaughtUp => Position >= Asked;

    /// <summary>How many positions it is behind what was asked for. Some positions hold no event.</summary>
    public long Behind => Math.Max(0, Asked - Position);
}
