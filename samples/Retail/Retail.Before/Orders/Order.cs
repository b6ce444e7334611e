using Retail.Before.Chain;

namespace Retail.Before.Orders;

/// <summary>An order: what was bought, and what became of it.</summary>
internal sealed class Order
{
    public required string Number { get; init; }
    public required string? CustomerId { get; init; }
    public required string? Country { get; init; }
    public required DateTime PlacedAt { get; init; }
    public required decimal Total { get; init; }
    public List<OrderedLine> Lines { get; init; } = [];
    public OrderStatus Status { get; private set; } = OrderStatus.Processing;

    /// <summary>Why the order is not done; null when it is, or is under way.</summary>
    public string? Reason { get; private set; }

    public static Order From(string number, OrderRequest request, DateTime now) => new()
    {
        Number = number,
        CustomerId = request.CustomerId,
        Country = request.Country,
        PlacedAt = request.PlacedAt?.UtcDateTime ?? now,
        Total = request.Lines.Sum(line => line.Quantity * line.UnitPrice),
        Lines = [.. request.Lines.Select((line, index) => new OrderedLine
        {
            OrderNumber = number,
            LineNumber = index + 1,
            StockCode = line.StockCode,
            Description = line.Description ?? "",
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
        })],
    };

    public void EndWith(ChainResult result) => (Status, Reason) = (result.Status, result.Reason);
}
