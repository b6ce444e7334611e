using Retail.Ordering.Lines;

namespace Retail.Ordering.Orders;

/// <summary>
/// The body of PUT /orders/{number}. Without a customer, or with a blank one, the order is a guest's; without a time it is placed now.
/// </summary>
internal sealed record OrderRequest(
    string? CustomerId,
    string? Country,
    DateTimeOffset? PlacedAt,
    IReadOnlyList<RequestedLine> Lines);
