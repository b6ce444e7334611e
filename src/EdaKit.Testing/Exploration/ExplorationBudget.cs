namespace EdaKit.Testing.Exploration;

/// <summary>How much may go wrong in one run, and how far to search. Orders of messages, late answers and timeouts are not limited.</summary>
public sealed record ExplorationBudget
{
    /// <summary>How many messages are delivered twice: by a participant that crashed after its work, or by the broker. Default: 1.</summary>
    public int Duplicates { get; init; } = 1;

    /// <summary>
    /// How many participants crash after the effect of a command is kept and before the answer is sent, so that the broker delivers the command again. Default: 1.
    /// </summary>
    public int Crashes { get; init; } = 1;

    /// <summary>How many commands or compensations fault, with nothing stored. Default: 2.</summary>
    public int Faults { get; init; } = 2;

    /// <summary>How many timers come before an answer does. Default: 2.</summary>
    public int Timeouts { get; init; } = 2;

    /// <summary>How often a person resumes a parked instance with retry. Default: 1.</summary>
    public int Resumes { get; init; } = 1;

    /// <summary>How many states to search before giving up. Default: 200,000.</summary>
    public int States { get; init; } = 200_000;
}
