using EdaKit.Benchmarks.Protocol;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Subjects.PlainMassTransit;

/// <summary>Saves, then publishes: two steps that are not atomic, and no inbox. What an outbox costs is measured against it.</summary>
internal sealed class PlainMassTransitSubject(RunPlan plan, InsideFarEnd? farEnd) : MassTransitSubject<PlainDb>(plan, farEnd)
{
    protected override async Task SaveWithMessageAsync(IServiceProvider scope, PlainDb db, IReadOnlyList<Guid> orderIds)
    {
        await db.SaveChangesAsync();

        var publish = scope.GetRequiredService<IPublishEndpoint>();
        foreach (var orderId in orderIds)
            await publish.Publish(OrderPlaced.Of(orderId));
    }

    protected override void Configure(IBusRegistrationConfigurator x)
    {
        AddConsumer<PlainNoteOrders>(x);
        AddBatchConsumer<PlainNoteOrderBatches>(x);
    }
}

internal sealed class PlainDb(DbContextOptions<PlainDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => OrderRow.Map(modelBuilder);
}

internal sealed class PlainNoteOrders(PlainDb db) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        db.Add(new OrderRow { Id = context.Message.OrderId, Customer = context.Message.Customer });
        await db.SaveChangesAsync(context.CancellationToken);
        await context.Publish(new OrderNoted(context.Message.OrderId));
    }
}

internal sealed class PlainNoteOrderBatches(PlainDb db) : IConsumer<Batch<OrderPlaced>>
{
    public async Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
    {
        foreach (var message in context.Message)
            db.Add(new OrderRow { Id = message.Message.OrderId, Customer = message.Message.Customer });

        await db.SaveChangesAsync(context.CancellationToken);
        await Task.WhenAll(context.Message.Select(message => context.Publish(new OrderNoted(message.Message.OrderId))));
    }
}
