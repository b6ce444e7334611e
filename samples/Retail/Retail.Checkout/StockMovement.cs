namespace Retail.Checkout;

/// <summary>
/// One line of the stock book: so many of an item went out (negative) or came back (positive), and by which line of which order.
/// The level of an item is the sum of its movements. It is not stored a second time, so nothing can disagree with it, and two orders
/// for the same item never wait for each other. It may be negative: the opening stock is not known.
/// </summary>
internal sealed class StockMovement
{
    public required string OrderNumber { get; init; }
    public required int LineNumber { get; init; }
    public required string StockCode { get; init; }
    public required int Quantity { get; init; }
    public required DateTime MovedAt { get; init; }
}
