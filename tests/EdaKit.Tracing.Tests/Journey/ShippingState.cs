using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Tests.Journey;

public sealed class ShippingState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public Guid? WaitToken { get; set; }
}

public sealed class ShippingDb(DbContextOptions<ShippingDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddOutbox();
        modelBuilder.AddSagas();
        modelBuilder.Entity<ShippingState>().HasKey(state => state.CorrelationId);
    }
}
