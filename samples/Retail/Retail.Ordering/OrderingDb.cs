using Microsoft.EntityFrameworkCore;
using Retail.Ordering.Orders;
using Retail.Ordering.Returns;

namespace Retail.Ordering;

/// <summary>
/// What ordering knows, and with it the outbox and the inbox: they live beside the business rows so that one transaction covers both.
/// On PostgreSQL every module has a schema of its own; SQLite knows no schemas, so there every module has a file of its own.
/// </summary>
internal sealed class OrderingDb(DbContextOptions<OrderingDb> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderedLine> OrderLines => Set<OrderedLine>();
    public DbSet<Return> Returns => Set<Return>();
    public DbSet<ReturnLine> ReturnLines => Set<ReturnLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("ordering");

        modelBuilder.Entity<Order>(order =>
        {
            order.HasKey(o => o.Number);
            order.HasIndex(o => new { o.CustomerId, o.PlacedAt });
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(line => line.OrderNumber);
            order.OwnsMany(o => o.RejectedLines, rejected =>
            {
                rejected.ToTable("RejectedOrderLines");
                rejected.WithOwner().HasForeignKey(line => line.OrderNumber);
                rejected.HasKey(line => new { line.OrderNumber, line.LineNumber });
            });
        });
        modelBuilder.Entity<OrderedLine>().ToTable("OrderLines").HasKey(line => new { line.OrderNumber, line.LineNumber });

        modelBuilder.Entity<Return>(returned =>
        {
            returned.HasKey(r => r.Number);
            returned.HasMany(r => r.Lines).WithOne().HasForeignKey(line => line.OrderNumber);
            returned.OwnsMany(r => r.RejectedLines, rejected =>
            {
                rejected.ToTable("RejectedReturnLines");
                rejected.WithOwner().HasForeignKey(line => line.OrderNumber);
                rejected.HasKey(line => new { line.OrderNumber, line.LineNumber });
            });
        });
        modelBuilder.Entity<ReturnLine>().ToTable("ReturnLines").HasKey(line => new { line.OrderNumber, line.LineNumber });

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
