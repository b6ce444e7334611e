using Microsoft.EntityFrameworkCore;

namespace EdaKit.Benchmarks.Subjects.PlainMassTransit;

/// <summary>The business row of every subject that uses EF Core.</summary>
internal sealed class OrderRow
{
    public Guid Id { get; set; }

    public string Customer { get; set; } = "";

    public static void Map(ModelBuilder model) => model.Entity<OrderRow>(order =>
    {
        order.ToTable("orders");
        order.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
        order.Property(o => o.Customer).HasColumnName("customer");
    });
}
