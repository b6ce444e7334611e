using Microsoft.EntityFrameworkCore;

namespace Retail.Loyalty;

/// <summary>The points, with loyalty's own outbox and inbox.</summary>
internal sealed class LoyaltyDb(DbContextOptions<LoyaltyDb> options) : DbContext(options)
{
    public DbSet<PointsEntry> PointsEntries => Set<PointsEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("loyalty");

        modelBuilder.Entity<PointsEntry>(entry =>
        {
            entry.HasKey(e => e.OrderNumber);
            entry.HasIndex(e => e.CustomerId);
        });

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
