using Microsoft.EntityFrameworkCore;

namespace Retail.Notification;

/// <summary>TODO-HELPER</summary>
internal sealed class NotificationDb(DbContextOptions<NotificationDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("notification");

        modelBuilder.AddOutbox();
    }
}
