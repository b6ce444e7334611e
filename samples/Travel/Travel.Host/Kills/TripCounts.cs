using Travel.Trips;

namespace Travel.Host.Kills;

/// <summary>What became of the trips of one style, by the books of all services. All but the first four ought to be 0.</summary>
internal sealed record TripCounts(TripStyle Style, int Trips, int Completed, int Compensated)
{
    /// <summary>Trips that have not ended.</summary>
    public required int WithoutEnd { get; init; }

    /// <summary>Bookings of trips that are cancelled or do not exist.</summary>
    public required int OrphanBookings { get; init; }

    /// <summary>Trips for which something was booked or issued more than once, whether or not it stands.</summary>
    public required int DoubleBookings { get; init; }

    /// <summary>Trips that were charged more than once.</summary>
    public required int DoubleCharges { get; init; }

    /// <summary>Trips that were charged and are not booked.</summary>
    public required int ChargedInVain { get; init; }

    /// <summary>Trips that are booked and lack a booking, the payment or the tickets.</summary>
    public required int Incomplete { get; init; }

    public bool IsRight => Trips == Completed + Compensated
        && (WithoutEnd, OrphanBookings, DoubleBookings, DoubleCharges, ChargedInVain, Incomplete) == (0, 0, 0, 0, 0, 0);
}
