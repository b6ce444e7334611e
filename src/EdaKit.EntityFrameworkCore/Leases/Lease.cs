namespace EdaKit.EntityFrameworkCore.Leases;

/// <summary>
/// A task that one process at a time does: who has it, and for how long. It is part of the application's model so that migrations make its
/// table; applications do not read or write it.
/// </summary>
public sealed class Lease
{
    internal const int LongestName = 200;

    /// <summary>The task's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Who has it.</summary>
    public Guid Holder { get; set; }

    /// <summary>Until when, by the database's clock, in milliseconds since 1970-01-01 UTC. Afterwards anybody may take it.</summary>
    public long Until { get; set; }
}
