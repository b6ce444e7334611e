using Microsoft.EntityFrameworkCore;
using Retail.Tracking.Timeline;

namespace Retail.Tracking;

/// <summary>What tracking has heard of orders and returns, with its own outbox and inbox.</summary>
internal sealed class TrackingDb(DbContextOptions<TrackingDb> options) : DbContext(options)
{
    public DbSet<Step> Steps => Set<Step>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("tracking");

        modelBuilder.Entity<Step>(step =>
        {
            step.HasKey(s => new { s.OrderNumber, s.Name });
            step.HasIndex(s => s.HeardAt);
        });

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
