using Microsoft.EntityFrameworkCore;

namespace Retail.Before.Orders;

/// <summary>The order API's own store.</summary>
internal sealed class OrdersDb(DbContextOptions<OrdersDb> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.HasKey(o => o.Number);
            order.HasIndex(o => o.Status);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(line => line.OrderNumber);
        });
        modelBuilder.Entity<OrderedLine>().HasKey(line => new { line.OrderNumber, line.LineNumber });
    }
}
