namespace Travel.Trips.Choreographed;

/// <summary>An event of a choreographed trip, as this service heard of it.</summary>
internal sealed class TripEvent
{
    public required Guid TripId { get; init; }

    /// <summary>The event's name. Each can happen to a trip once, but for those that several services say.</summary>
    public required string Name { get; init; }

    /// <summary>The service that it came from.</summary>
    public required string Service { get; init; }

    public required string? Detail { get; init; }
    public required DateTime At { get; init; }
}
