using Microsoft.EntityFrameworkCore;

namespace Retail.Scoring;

/// <summary>TODO-HELPER</summary>
internal sealed class ScoringDb(DbContextOptions<ScoringDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("scoring");

        modelBuilder.AddOutbox();
    }
}
