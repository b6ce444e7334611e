using Retail.Contracts;

namespace Retail.Loyalty;

/// <summary>
/// What one order earned, or one return took back. A customer's balance is the sum of the entries and is not stored a second time, so two
/// orders of one customer never wait for each other. It may be negative: nobody pays points back.
/// </summary>
internal sealed class PointsEntry
{
    public required string OrderNumber { get; init; }
    public required string CustomerId { get; init; }

    /// <summary>Positive for an order, negative for a return, never zero.</summary>
    public required int Points { get; init; }
    public required DateTime BookedAt { get; init; }

    /// <summary>The event that tells the rest of the shop.</summary>
    public PointsBooked ToPointsBooked() => new(OrderNumber, CustomerId, Points, BookedAt);
}
