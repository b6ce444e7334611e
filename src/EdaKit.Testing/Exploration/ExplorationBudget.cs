namespace EdaKit.Testing.Exploration;

/// <summary>How much may go wrong in one run, and how far to search. The order of messages is not limited, and neither is how late an answer comes.</summary>
public sealed record ExplorationBudget
{
    /// <summary>How many messages the broker delivers twice. Default: 1.</summary>
    public int Duplicates { get; init; } = 1;

    /// <summary>
    /// How many participants crash after the effect of a command is kept and before the answer is sent, so that the broker delivers the command again. Default: 1.
    /// </summary>
    public int Crashes { get; init; } = 1;

    /// <summary>
    /// How many deliveries of commands or compensations fault. A fault means that this delivery kept nothing; the effect of an earlier one may stand. Default: 2.
    /// </summary>
    public int Faults { get; init; } = 2;

    /// <summary>
    /// How many timers come early: while a message is still under way, such as the answer that they wait for. Timers that come when no message is under way are
    /// not limited, since nothing else can happen then. Default: 1.
    /// </summary>
    public int Timeouts { get; init; } = 1;

    /// <summary>How often a person resumes a parked instance with retry. Default: 1.</summary>
    public int Resumes { get; init; } = 1;

    /// <summary>
    /// How many states to search before giving up. It bounds the memory: count on about one kilobyte for each, so half a gigabyte by default. A saga of five steps
    /// needs some 270,000 with the other defaults. Default: 500,000.
    /// </summary>
    public int States { get; init; } = 500_000;
}
