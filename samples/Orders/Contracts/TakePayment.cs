using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Asks for the money. Answered by PaymentTaken or PaymentRefused.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Card">The card that pays.</param>
/// <param name="Amount">How much, in pounds.</param>
[EventContract("orders.take-payment", version: 1)]
public sealed record TakePayment([property: BusinessKey] Guid OrderId, string Card, decimal Amount);
