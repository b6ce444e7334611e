namespace Retail.Tracking.Timeline;

/// <summary>
/// One thing that happened to an order or a return. Steps are only ever added, each by one event, so events may arrive in any order and at
/// the same moment: no two of them write the same row.
/// </summary>
internal sealed class Step
{
    public required string OrderNumber { get; init; }
    public required StepName Name { get; init; }

    /// <summary>When it happened, as the event says.</summary>
    public required DateTime HappenedAt { get; init; }

    /// <summary>When tracking heard of it, which may be much later.</summary>
    public required DateTime HeardAt { get; init; }

    /// <summary>What happened, for a person to read.</summary>
    public required string Text { get; init; }

    /// <summary>Whose order or return it is; null for a guest, and on steps that do not say.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What the order or return is worth; null on steps that do not say.</summary>
    public decimal? Total { get; init; }
}
