namespace Orders.Participation;

/// <summary>
/// What a participant did for an order: goods set aside, money taken, points booked. It has a key of its own and not the order's, so that something
/// that was done twice is two rows that an audit finds.
/// </summary>
internal sealed class Entry
{
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>The item, the card, or the member.</summary>
    public required string Subject { get; init; }

    public required decimal Amount { get; init; }
    public required DateTime MadeAt { get; init; }
    public DateTime? UndoneAt { get; set; }
}
