namespace Travel.Desks.Booking;

/// <summary>
/// A booking. It has a key of its own and not the trip's, so that a second booking for a trip would be a row that an audit finds, and no error that
/// somebody may have passed over.
/// </summary>
public sealed class BookedOffer
{
    public required Guid Id { get; init; }
    public required Guid TripId { get; init; }
    public required string Code { get; init; }
    public required DateTime BookedAt { get; init; }
    public DateTime? CancelledAt { get; set; }

    /// <summary>What the traveller is told.</summary>
    public string Reference => $"{Code}-{Id.ToString("N")[..6].ToUpperInvariant()}";
}
