namespace Retail.Before.Books;

/// <summary>
/// What a service did for an order: goods taken, a payment, a mail, an invoice, points. The order's number is the key, so the database
/// itself refuses to do it twice.
/// </summary>
internal sealed class BookEntry
{
    public required string OrderNumber { get; init; }
    public required string? CustomerId { get; init; }
    public required decimal Amount { get; init; }
    public required EntryState State { get; init; }

    /// <summary>Null where the undo came and nothing had been done.</summary>
    public required DateTime? DoneAt { get; init; }
    public DateTime? UndoneAt { get; init; }
}
