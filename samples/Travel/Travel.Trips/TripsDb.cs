using Microsoft.EntityFrameworkCore;
using Travel.Trips.Choreographed;
using Travel.Trips.Orchestrated;

namespace Travel.Trips;

/// <summary>The trips, the sagas of those that are orchestrated, and what was heard of those that are not.</summary>
internal sealed class TripsDb(DbContextOptions<TripsDb> options) : DbContext(options)
{
    public DbSet<Trip> Trips => Set<Trip>();
    public DbSet<TripState> Sagas => Set<TripState>();
    public DbSet<TripEvent> Events => Set<TripEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(TripsModule.Name);

        modelBuilder.Entity<Trip>(trip =>
        {
            trip.ToTable("trips");
            trip.Ignore(t => t.Itinerary);
            trip.Property(t => t.Style).HasConversion<string>();
            trip.Property(t => t.EndedAs).HasConversion<string>();
            trip.HasIndex(t => t.RequestedAt);
        });
        modelBuilder.Entity<TripEvent>(happened =>
        {
            happened.ToTable("trip_events");
            happened.HasKey(e => new { e.TripId, e.Name, e.Service });
        });

        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.AddSaga<TripState>("trip_sagas");
    }
}
