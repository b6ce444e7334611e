namespace Retail.Checkout;

/// <summary>The payment of an order. The order's number is the key: an order is paid once.</summary>
internal sealed class Payment
{
    public required string OrderNumber { get; init; }
    public required string? CustomerId { get; init; }
    public required decimal Amount { get; init; }
    public required DateTime PaidAt { get; init; }
}
