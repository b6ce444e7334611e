using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.Stores;

/// <summary>A row of the application's own.</summary>
public sealed class Effect
{
    public Guid Id { get; set; } = Guid.NewGuid();
    public string Text { get; set; } = "";
}

/// <summary>The application's context.</summary>
public sealed class ConformanceDb(DbContextOptions<ConformanceDb> options, ModelShape shape) : DbContext(options)
{
    public ModelShape Shape => shape;

    public DbSet<Effect> Effects => Set<Effect>();

    public DbSet<OutboxRecord> Records => Set<OutboxRecord>();

    public DbSet<InboxEntry> Entries => Set<InboxEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Effect>();
        shape.Apply(modelBuilder);
    }
}
