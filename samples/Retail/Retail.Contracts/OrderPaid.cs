using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>
/// The stock of an order was taken and its payment made, both or neither. Published by checkout. It carries the lines, so that billing
/// can write the invoice without asking anybody.
/// </summary>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="CustomerId">Who paid; null for a guest.</param>
/// <param name="PaidAt">When the payment was made, UTC.</param>
/// <param name="Amount">What was paid, in pounds: the sum of the lines.</param>
/// <param name="Lines">The lines that were taken from stock.</param>
[EventContract("retail.order-paid", version: 1)]
public sealed record OrderPaid(
    [property: BusinessKey] string OrderNumber,
    string? CustomerId,
    DateTime PaidAt,
    decimal Amount,
    IReadOnlyList<OrderLine> Lines);
