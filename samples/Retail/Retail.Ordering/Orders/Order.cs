using Retail.Contracts;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Orders;

/// <summary>An order as ordering keeps it: what was bought, and how far it has come.</summary>
internal sealed class Order
{
    /// <summary>This shop prices everything in pounds.</summary>
    private const string Currency = "GBP";

    public required string Number { get; init; }
    public required string? CustomerId { get; init; }
    public required string? Country { get; init; }
    public required DateTime PlacedAt { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
    public List<OrderedLine> Lines { get; init; } = [];
    public List<RejectedLine> RejectedLines { get; init; } = [];

    /// <summary>Makes the order that a request asks for; without an acceptable line it is born rejected.</summary>
    public static Order From(string number, OrderRequest request, DateTime now)
    {
        var lines = CheckedLines.Of(number, request.Lines);
        return new Order
        {
            Number = number,
            CustomerId = request.CustomerId,
            Country = request.Country,
            PlacedAt = request.PlacedAt?.UtcDateTime ?? now,
            Status = lines.Accepted.Count > 0 ? OrderStatus.Placed : OrderStatus.Rejected,
            Total = lines.Accepted.Sum(accepted => accepted.Line.Quantity * accepted.Line.UnitPrice),
            Lines = [.. lines.Accepted.Select(accepted => OrderedLine.From(number, accepted.Number, accepted.Line))],
            RejectedLines = [.. lines.Rejected],
        };
    }

    /// <summary>The event that tells the rest of the shop.</summary>
    public OrderPlaced ToOrderPlaced() => new(
        Number,
        CustomerId,
        PlacedAt,
        [.. Lines.Select(line => new OrderLine(line.LineNumber, line.StockCode, line.Description, line.Quantity, line.UnitPrice))],
        Currency);
}
