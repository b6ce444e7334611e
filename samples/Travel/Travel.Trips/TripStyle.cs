namespace Travel.Trips;

/// <summary>Who sees to it that a trip is booked.</summary>
internal enum TripStyle
{
    /// <summary>A coordinator, which sends commands and waits for answers.</summary>
    Orchestrated,

    /// <summary>Nobody: each service listens to the one before it.</summary>
    Choreographed,
}
