using Microsoft.EntityFrameworkCore;

namespace Retail.Loyalty;

/// <summary>TODO-HELPER</summary>
internal sealed class LoyaltyDb(DbContextOptions<LoyaltyDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("loyalty");

        modelBuilder.AddOutbox();
    }
}
