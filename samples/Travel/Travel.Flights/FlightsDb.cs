using Microsoft.EntityFrameworkCore;
using Travel.Desks.Booking;

namespace Travel.Flights;

/// <summary>The flight bookings and tickets, with the service's own outbox, inbox and fence.</summary>
internal sealed class FlightsDb(DbContextOptions<FlightsDb> options) : DbContext(options)
{
    public DbSet<BookedOffer> Bookings => Set<BookedOffer>();
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(FlightsModule.Name);
        modelBuilder.AddDesk();
    }
}
