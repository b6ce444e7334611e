namespace Orders.Ordering;

/// <summary>An order that somebody placed. It stays when its saga, which knows how far it has come, is removed some time after its end.</summary>
internal sealed class PlacedOrder
{
    public required Guid Id { get; init; }

    /// <summary>The state in which its saga ended; null until then.</summary>
    public string? EndedAs { get; set; }

    /// <summary>Why somebody refused, if anybody did; null until the saga has ended.</summary>
    public string? Reason { get; set; }
}
