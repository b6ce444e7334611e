using Travel.Contracts;

namespace Travel.Trips.Views;

/// <summary>A trip as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Traveller">Who travels.</param>
/// <param name="Style">Who sees to it that it is booked.</param>
/// <param name="Itinerary">What was asked for.</param>
/// <param name="RequestedAt">When, UTC.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Timeline">What has happened so far.</param>
internal sealed record TripView(
    Guid Id, string Traveller, TripStyle Style, Itinerary Itinerary, DateTime RequestedAt, TripProgress Progress, IReadOnlyList<TimelineView> Timeline);
