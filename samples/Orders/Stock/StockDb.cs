using Microsoft.EntityFrameworkCore;
using Orders.Participation;

namespace Orders.Stock;

/// <summary>The goods that are set aside.</summary>
internal sealed class StockDb(DbContextOptions<StockDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddParticipant("stock");
}
