namespace EdaKit.Cli;

/// <summary>What the process says of itself when it ends. Scripts build on the numbers: once released, a number keeps its meaning.</summary>
internal enum ExitCode
{
    /// <summary>All that was asked for is done. A question is answered, also where the answer is that there is nothing.</summary>
    Done = 0,

    /// <summary>It ran, and something that was meant is not done: nothing matched, or something was refused, was not there, or was not confirmed.</summary>
    NotAll = 1,

    /// <summary>The command line, the connection string, the tables or the rights are not what they must be.</summary>
    Usage = 2,

    /// <summary>The database cannot be reached, or does not answer.</summary>
    Unreachable = 3,

    /// <summary>It failed for a reason that the tool does not know.</summary>
    Failed = 4,

    /// <summary>Somebody stopped it. The number is what shells give for Ctrl+C.</summary>
    Stopped = 130,
}
