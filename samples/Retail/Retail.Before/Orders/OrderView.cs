namespace Retail.Before.Orders;

/// <summary>An order as the API shows it.</summary>
internal sealed record OrderView(
    string OrderNumber,
    string Status,
    string Message,
    string? CustomerId,
    bool Guest,
    decimal Total)
{
    public static OrderView Of(Order order) => new(
        order.Number,
        order.Status switch
        {
            OrderStatus.Processing => "processing",
            OrderStatus.Done => "done",
            OrderStatus.Cancelled => "cancelled",
            _ => "half-done",
        },
        MessageFor(order),
        order.CustomerId,
        order.CustomerId is null,
        order.Total);

    private static string MessageFor(Order order) => order.Status switch
    {
        OrderStatus.Processing => "Your order is being processed.",
        OrderStatus.Done => "Your order is complete and your invoice is issued.",
        OrderStatus.Cancelled => $"Your order was cancelled: {order.Reason}. Please order again under a new number.",
        _ => $"Your order was cancelled: {order.Reason}. We put it right by hand and write to you.",
    };
}
