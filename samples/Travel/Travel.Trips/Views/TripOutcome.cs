namespace Travel.Trips.Views;

/// <summary>How a trip stands.</summary>
internal enum TripOutcome
{
    /// <summary>It is being booked, or being undone.</summary>
    Running,

    /// <summary>All is booked and paid.</summary>
    Completed,

    /// <summary>Nothing is booked any more, and nothing was paid.</summary>
    Compensated,

    /// <summary>A person is asked.</summary>
    Parked,
}
