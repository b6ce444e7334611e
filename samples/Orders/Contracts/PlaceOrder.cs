using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Begins an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Item">What is ordered.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Amount">What it costs, in pounds.</param>
/// <param name="Card">The card that pays.</param>
/// <param name="Member">Who earns the points.</param>
[EventContract("orders.place-order", version: 1)]
public sealed record PlaceOrder([property: BusinessKey] Guid OrderId, string Item, int Quantity, decimal Amount, string Card, string Member);
