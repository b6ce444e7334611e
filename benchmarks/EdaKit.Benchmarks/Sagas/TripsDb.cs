using Microsoft.EntityFrameworkCore;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>A context with an outbox and both kinds of trips.</summary>
internal sealed class TripsDb(DbContextOptions<TripsDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.AddSaga<TripStepsState>("trip_steps");

        modelBuilder.Entity<TripMachineState>(trip =>
        {
            trip.ToTable("trip_machine");
            trip.HasKey(t => t.CorrelationId);
            trip.Property(t => t.Version).IsConcurrencyToken();
        });
    }
}
