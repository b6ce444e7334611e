using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The shop takes goods back. Published by ordering, together with the return it stores.</summary>
/// <param name="OrderNumber">The number of the return. In this shop's books a return is an order whose number begins with C.</param>
/// <param name="CustomerId">Who returns; null for a guest.</param>
/// <param name="ReturnedAt">When the goods were returned, UTC.</param>
/// <param name="Lines">The lines, at least one.</param>
[EventContract("retail.return-accepted", version: 1)]
public sealed record ReturnAccepted(
    [property: BusinessKey] string OrderNumber,
    string? CustomerId,
    DateTime ReturnedAt,
    IReadOnlyList<ReturnedLine> Lines);
