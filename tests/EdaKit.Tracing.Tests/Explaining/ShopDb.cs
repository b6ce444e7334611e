using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Tests.Explaining;

public sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox().AddJournal().AddSagas().AddSaga<DeliveryState>("delivery");
}
