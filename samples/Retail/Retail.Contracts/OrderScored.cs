using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>How likely it is that an order comes back. Published by scoring.</summary>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="ReturnRisk">The probability of a return as the model sees it, between 0 and 1.</param>
/// <param name="ScoredAt">When it was scored, UTC.</param>
[EventContract("retail.order-scored", version: 1)]
public sealed record OrderScored(
    [property: BusinessKey] string OrderNumber,
    double ReturnRisk,
    DateTime ScoredAt);
