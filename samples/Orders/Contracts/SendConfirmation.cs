using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Asks for the mail that confirms an order. Answered by ConfirmationSent.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.send-confirmation", version: 1)]
public sealed record SendConfirmation([property: BusinessKey] Guid OrderId);
