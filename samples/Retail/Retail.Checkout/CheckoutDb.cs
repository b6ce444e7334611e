using Microsoft.EntityFrameworkCore;

namespace Retail.Checkout;

/// <summary>The stock book and the payments, with checkout's own outbox and inbox.</summary>
internal sealed class CheckoutDb(DbContextOptions<CheckoutDb> options) : DbContext(options)
{
    public DbSet<StockMovement> StockMovements => Set<StockMovement>();
    public DbSet<Payment> Payments => Set<Payment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("checkout");

        modelBuilder.Entity<StockMovement>(movement =>
        {
            movement.HasKey(m => new { m.OrderNumber, m.LineNumber });
            movement.HasIndex(m => m.StockCode);
        });
        modelBuilder.Entity<Payment>().HasKey(payment => payment.OrderNumber);

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
