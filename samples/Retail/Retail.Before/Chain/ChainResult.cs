using Retail.Before.Orders;

namespace Retail.Before.Chain;

/// <summary>How the chain ended for an order.</summary>
/// <param name="Status">Done, cancelled, or half done.</param>
/// <param name="Reason">Why the order is not done; null when it is.</param>
internal sealed record ChainResult(OrderStatus Status, string? Reason);
