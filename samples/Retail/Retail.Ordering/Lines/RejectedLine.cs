namespace Retail.Ordering.Lines;

/// <summary>A line that was not accepted, kept with its reason so that somebody can answer for it.</summary>
internal sealed class RejectedLine
{
    public required string OrderNumber { get; init; }
    public required int LineNumber { get; init; }
    public required string StockCode { get; init; }
    public required int Quantity { get; init; }
    public required decimal UnitPrice { get; init; }
    public required RejectionReason Reason { get; init; }
}
