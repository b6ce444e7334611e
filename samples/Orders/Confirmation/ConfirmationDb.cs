using Microsoft.EntityFrameworkCore;
using Orders.Participation;

namespace Orders.Confirmation;

/// <summary>The mails that were sent.</summary>
internal sealed class ConfirmationDb(DbContextOptions<ConfirmationDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddParticipant("confirmation");
}
