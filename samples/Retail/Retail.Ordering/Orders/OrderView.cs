using Retail.Ordering.Lines;

namespace Retail.Ordering.Orders;

/// <summary>
/// An order as the API shows it. The message says plainly that the shop works after it has answered: that is what eventual consistency
/// means to a customer.
/// </summary>
internal sealed record OrderView(
    string OrderNumber,
    string Status,
    string Message,
    string? CustomerId,
    bool Guest,
    decimal Total,
    IReadOnlyList<RejectedLineView> RejectedLines)
{
    public static OrderView Of(Order order) => new(
        order.Number,
        order.Status.ToString().ToLowerInvariant(),
        MessageFor(order.Status),
        order.CustomerId,
        order.CustomerId is null,
        order.Total,
        [.. order.RejectedLines.OrderBy(line => line.LineNumber).Select(RejectedLineView.Of)]);

    private static string MessageFor(OrderStatus status) => status switch
    {
        OrderStatus.Placed => "Your order is being processed.",
        OrderStatus.Paid => "Your order is paid; the invoice is being written.",
        OrderStatus.Invoiced => "Your order is complete and your invoice is issued.",
        _ => "None of the lines could be accepted, so there is no order.",
    };
}
