using Retail.Contracts;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>Goods that a customer brings back. Its number begins with C.</summary>
internal sealed class Return
{
    public required string Number { get; init; }
    public required string? CustomerId { get; init; }
    public required DateTime ReturnedAt { get; init; }
    public required ReturnStatus Status { get; init; }
    public required decimal Total { get; init; }
    public List<ReturnLine> Lines { get; init; } = [];
    public List<RejectedLine> RejectedLines { get; init; } = [];

    /// <summary>The event that tells the rest of the shop.</summary>
    public ReturnAccepted ToReturnAccepted() => new(
        Number,
        CustomerId,
        ReturnedAt,
        [.. Lines.Select(line => new ReturnedLine(line.LineNumber, line.StockCode, line.Quantity, line.UnitPrice, line.PurchaseNumber))]);
}
