namespace Travel.Desks.Booking;

/// <summary>What became of a wish.</summary>
/// <param name="Reference">The booking's reference; null where it was refused.</param>
/// <param name="Reason">Why it was refused; null where it is booked.</param>
/// <param name="After">How long the company takes to say so.</param>
public sealed record BookingResult(string? Reference, string? Reason, TimeSpan After)
{
    public static BookingResult Refused(string reason) => new(null, reason, TimeSpan.Zero);
}
