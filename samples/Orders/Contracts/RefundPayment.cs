using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Gives the money back, if any was taken. Answered by PaymentRefunded.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.refund-payment", version: 1)]
public sealed record RefundPayment([property: BusinessKey] Guid OrderId);
