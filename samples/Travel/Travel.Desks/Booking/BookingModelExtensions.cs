using Microsoft.EntityFrameworkCore;

namespace Travel.Desks.Booking;

/// <summary>Adds what a desk stores to a model.</summary>
public static class BookingModelExtensions
{
    /// <summary>The bookings, and the tables that let a desk take part in a saga: outbox and inbox, stored answers, fence.</summary>
    public static void AddDesk(this ModelBuilder model)
    {
        model.Entity<BookedOffer>(booking =>
        {
            booking.ToTable("bookings");
            booking.Ignore(b => b.Reference);
            booking.HasIndex(b => b.TripId);
        });
        model.AddOutbox();
        model.AddAnswers();
        model.AddFence();
    }
}
