using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The customer has the mail, which nobody can take back.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.confirmation-sent", version: 1)]
public sealed record ConfirmationSent([property: BusinessKey] Guid OrderId);
