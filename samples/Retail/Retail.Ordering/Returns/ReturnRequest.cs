using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>
/// The body of PUT /returns/{number}. Quantities are what comes back, so they are positive like those of an order. Without a customer, or
/// with a blank one, the return is a guest's.
/// </summary>
internal sealed record ReturnRequest(string? CustomerId, DateTimeOffset? ReturnedAt, IReadOnlyList<RequestedLine> Lines);
