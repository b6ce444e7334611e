using Microsoft.EntityFrameworkCore;
using Travel.Desks.Booking;

namespace Travel.Hotels;

/// <summary>The hotel bookings, with the service's own outbox, inbox and fence.</summary>
internal sealed class HotelsDb(DbContextOptions<HotelsDb> options) : DbContext(options)
{
    public DbSet<BookedOffer> Bookings => Set<BookedOffer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(HotelsModule.Name);
        modelBuilder.AddDesk();
    }
}
