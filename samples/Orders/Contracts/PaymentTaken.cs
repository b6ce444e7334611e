using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The money is taken.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.payment-taken", version: 1)]
public sealed record PaymentTaken([property: BusinessKey] Guid OrderId);
