using Microsoft.EntityFrameworkCore;

namespace Orders.Ordering;

/// <summary>The sagas of the orders, which are all that is known of them here.</summary>
internal sealed class OrderingDb(DbContextOptions<OrderingDb> options) : DbContext(options)
{
    public DbSet<OrderState> Orders => Set<OrderState>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(OrderingModule.Name);
        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.AddSaga<OrderState>("orders");
    }
}
