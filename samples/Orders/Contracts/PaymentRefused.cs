using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>No money is taken, and none will be.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("orders.payment-refused", version: 1)]
public sealed record PaymentRefused([property: BusinessKey] Guid OrderId, string Reason);
