using Microsoft.EntityFrameworkCore;

namespace Orders.Ordering;

/// <summary>The orders, and the sagas of those that have not ended long ago.</summary>
internal sealed class OrderingDb(DbContextOptions<OrderingDb> options) : DbContext(options)
{
    public DbSet<PlacedOrder> Orders => Set<PlacedOrder>();
    public DbSet<OrderState> Sagas => Set<OrderState>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(OrderingModule.Name);
        modelBuilder.Entity<PlacedOrder>().ToTable("orders");
        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.AddSaga<OrderState>("order_sagas");
    }
}
