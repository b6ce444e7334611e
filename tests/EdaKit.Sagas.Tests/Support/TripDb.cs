using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>A context with an outbox, a step saga and two plain state machines.</summary>
public sealed class TripDb(DbContextOptions<TripDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.AddSaga<TripState>("trip");

        modelBuilder.Entity<VisaState>(visa =>
        {
            visa.HasKey(v => v.CorrelationId);
            visa.Property(v => v.Version).IsConcurrencyToken();

            // Other rules than those of C#.
            if (Database.IsSqlite())
                visa.Property(v => v.Passport).UseCollation("NOCASE");
        });

        modelBuilder.Entity<PermitState>(permit =>
        {
            permit.HasKey(p => p.CorrelationId);
            permit.HasIndex(p => p.Passport).IsUnique();
        });
    }
}

public sealed class VisaState : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }
    public int Version { get; set; }
    public string CurrentState { get; set; } = "";
    public string Passport { get; set; } = "";
    public int Applications { get; set; }
    public int Stamps { get; set; }
}
