using Microsoft.EntityFrameworkCore;

namespace Retail.Notification;

/// <summary>What customers were told, with notification's own outbox and inbox.</summary>
internal sealed class NotificationDb(DbContextOptions<NotificationDb> options) : DbContext(options)
{
    public DbSet<Confirmation> Confirmations => Set<Confirmation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("notification");

        modelBuilder.Entity<Confirmation>().HasKey(confirmation => confirmation.OrderNumber);

        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}
