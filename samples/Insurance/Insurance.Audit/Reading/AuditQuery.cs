namespace Insurance.Audit.Reading;

/// <summary>Which entries somebody wants to see. What is null does not count.</summary>
public sealed record AuditQuery
{
    /// <summary>Only what stands up to this position: the trail as it was then.</summary>
    public long? Position { get; init; }

    /// <summary>Only what was recorded until this instant: the trail as it was then.</summary>
    public DateTimeOffset? Instant { get; init; }

    /// <summary>Only of this policy.</summary>
    public Guid? PolicyId { get; init; }

    /// <summary>Only by persons in whose name this occurs, whether large or small.</summary>
    public string? By { get; init; }

    /// <summary>Only on this command.</summary>
    public string? CommandId { get; init; }

    /// <summary>Only events in whose name this occurs, such as <c>claim-opened</c>.</summary>
    public string? Event { get; init; }

    /// <summary>Only what was recorded at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what was recorded before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only entries with a lower number: the next page.</summary>
    public long? Before { get; init; }

    /// <summary>How many at the most, from 1 to 100.</summary>
    public int Take { get; init; } = 50;
}
