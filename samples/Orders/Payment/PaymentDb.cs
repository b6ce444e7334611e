using Microsoft.EntityFrameworkCore;
using Orders.Participation;

namespace Orders.Payment;

/// <summary>The money that was taken.</summary>
internal sealed class PaymentDb(DbContextOptions<PaymentDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddParticipant("payment");
}
