using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The order has cost nothing.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.payment-refunded", version: 1)]
public sealed record PaymentRefunded([property: BusinessKey] Guid OrderId);
