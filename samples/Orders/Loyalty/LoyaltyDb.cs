using Microsoft.EntityFrameworkCore;
using Orders.Participation;

namespace Orders.Loyalty;

/// <summary>The points that were booked.</summary>
internal sealed class LoyaltyDb(DbContextOptions<LoyaltyDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddParticipant("loyalty");
}
