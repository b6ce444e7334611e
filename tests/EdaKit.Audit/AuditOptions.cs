using EdaKit.Audit.Workers;

namespace EdaKit.Audit;

/// <summary>The size of an audit.</summary>
public sealed record AuditOptions
{
    /// <summary>The seed of the plan of faults. The same seed gives the same plan.</summary>
    public int Seed { get; init; } = 4;

    /// <summary>How long faults happen, unless enough messages are committed before.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>How many messages are enough.</summary>
    public int Messages { get; init; } = 1_000_000;

    /// <summary>How far apart faults are on average.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How many processes.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>How many write at once, in each.</summary>
    public int Writers { get; init; } = 8;

    /// <summary>How many accounts there are, and so lanes.</summary>
    public int Accounts { get; init; } = 200;

    /// <summary>How many messages may wait until the writers rest.</summary>
    public int Backlog { get; init; } = 10_000;

    /// <summary>Whether a commit of PostgreSQL is on the disk before it is reported.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>What the workers do wrong on purpose.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>Where the report goes, as Markdown; null: nowhere.</summary>
    public string? Report { get; init; }

    /// <summary>Every fault once, within three minutes.</summary>
    public static AuditOptions Quick { get; } = new() { Duration = TimeSpan.FromSeconds(95), Gap = TimeSpan.FromSeconds(4), Backlog = 4000, Durable = false };

    /// <summary>Every fault once, as fast as they can happen one after the other: for the tests.</summary>
    public static AuditOptions Smoke { get; } = Quick with { Duration = TimeSpan.FromSeconds(45), Backlog = 2000, Writers = 4, Accounts = 60 };
}
