using Microsoft.EntityFrameworkCore;

namespace Travel.Payments;

/// <summary>The payments, with the service's own outbox, inbox and fence.</summary>
internal sealed class PaymentsDb(DbContextOptions<PaymentsDb> options) : DbContext(options)
{
    public DbSet<Payment> Payments => Set<Payment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(PaymentsModule.Name);
        modelBuilder.Entity<Payment>(payment =>
        {
            payment.ToTable("payments");
            payment.Ignore(p => p.Reference);
            payment.HasIndex(p => p.TripId);
        });
        modelBuilder.AddOutbox();
        modelBuilder.AddAnswers();
        modelBuilder.AddFence();
    }
}
