using Microsoft.EntityFrameworkCore;
using Travel.Desks.Booking;

namespace Travel.Cars;

/// <summary>The car bookings, with the service's own outbox, inbox and fence.</summary>
internal sealed class CarsDb(DbContextOptions<CarsDb> options) : DbContext(options)
{
    public DbSet<BookedOffer> Bookings => Set<BookedOffer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(CarsModule.Name);
        modelBuilder.AddDesk();
    }
}
