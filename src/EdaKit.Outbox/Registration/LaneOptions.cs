namespace EdaKit.Outbox.Registration;

/// <summary>
/// Lanes: the records that share a key are sent one after the other, in the order in which their transactions were committed, across
/// processes and restarts. What is unconfirmed in a lane holds back what follows it, and nothing else.
/// </summary>
public sealed class LaneOptions
{
    /// <summary>
    /// Whether a message without a lane of its own waits in the lane of its business key. Default false: then only messages whose lane is set
    /// (<c>context.SetLane(key)</c>) wait in one. Messages without a key, and delayed ones, take no part.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>What becomes of a lane when one of its records cannot be sent. Default <see cref="LanePolicy.Block"/>.</summary>
    public LanePolicy WhenParked { get; set; } = LanePolicy.Block;

    /// <summary>Where <see cref="LanePolicy.Divert"/> sends to, such as <c>queue:diverted</c>. Default null.</summary>
    public Uri? DivertTo { get; set; }

    /// <summary>
    /// How long a process owns its share of the lanes after it was last heard of, by the database's clock, 3 seconds to 10 minutes. Default 15
    /// seconds. It renews every third of it. When a process dies, its lanes rest for as long.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many records of a lane are read at once, 1 to 1,000. Default 20.</summary>
    public int ReadAhead { get; set; } = 20;
}
