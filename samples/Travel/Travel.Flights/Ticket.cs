namespace Travel.Flights;

/// <summary>The tickets of a trip. It has a key of its own, so that tickets that are issued twice are two rows.</summary>
internal sealed class Ticket
{
    public required Guid Id { get; init; }
    public required Guid TripId { get; init; }
    public required DateTime IssuedAt { get; init; }
}
