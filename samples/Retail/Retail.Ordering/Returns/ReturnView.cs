using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>A return as the API shows it.</summary>
internal sealed record ReturnView(
    string OrderNumber,
    string Status,
    string Message,
    string? CustomerId,
    decimal Total,
    IReadOnlyList<ReturnLineView> Lines,
    IReadOnlyList<RejectedLineView> RejectedLines)
{
    public static ReturnView Of(Return returned) => new(
        returned.Number,
        StatusOf(returned.Status),
        MessageFor(returned.Status),
        returned.CustomerId,
        returned.Total,
        [.. returned.Lines.OrderBy(line => line.LineNumber).Select(ReturnLineView.Of)],
        [.. returned.RejectedLines.OrderBy(line => line.LineNumber).Select(RejectedLineView.Of)]);

    private static string StatusOf(ReturnStatus status) =>
        status == ReturnStatus.StockReturned ? "stock-returned" : status.ToString().ToLowerInvariant();

    private static string MessageFor(ReturnStatus status) => status switch
    {
        ReturnStatus.Accepted => "Your return is being processed.",
        ReturnStatus.StockReturned => "Your goods have arrived; the credit note is being written.",
        ReturnStatus.Credited => "Your return is complete and your credit note is issued.",
        _ => "None of the lines could be accepted, so there is no return.",
    };
}
