using Microsoft.EntityFrameworkCore;

namespace Retail.Tracking;

/// <summary>TODO-HELPER</summary>
internal sealed class TrackingDb(DbContextOptions<TrackingDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("tracking");

        modelBuilder.AddOutbox();
    }
}
