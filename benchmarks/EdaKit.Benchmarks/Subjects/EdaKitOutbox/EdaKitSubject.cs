using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Subjects.EdaKitOutbox;

/// <summary>The outbox and inbox of this repository, as an application uses them, with every option at its default.</summary>
internal sealed class EdaKitSubject(RunPlan plan, InsideFarEnd? farEnd, bool hasJournal = false) : MassTransitSubject<EdaKitDb>(plan, farEnd)
{
    protected override async Task SaveWithMessageAsync(IServiceProvider scope, EdaKitDb db, IReadOnlyList<Guid> orderIds)
    {
        var publish = scope.GetRequiredService<IPublishEndpoint>();
        foreach (var orderId in orderIds)
            await PublishAsync(publish, orderId);

        await db.SaveChangesAsync();
    }

    private Task PublishAsync(IPublishEndpoint publish, Guid orderId) => Plan.Lanes == 0
        ? publish.Publish(OrderPlaced.Of(orderId))
        : publish.Publish(OrderPlaced.Of(orderId), context => context.SetLane($"{Orders.NumberOf(orderId) % Plan.Lanes}"));

    protected override void Configure(IBusRegistrationConfigurator x)
    {
        AddConsumer<NoteOrders>(x);
        AddBatchConsumer<NoteOrderBatches>(x);

        x.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderPlaced>();
            eda.UseOutbox<EdaKitDb>(outbox => outbox.Relay.Enabled = !Plan.StoresOnly);

            if (hasJournal)
                eda.UseJournal<EdaKitDb>();
        });
    }

    protected override void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus) => bus.UseEdaKit(context);
}

internal sealed class EdaKitDb(DbContextOptions<EdaKitDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OrderRow.Map(modelBuilder);
        modelBuilder.AddOutbox();
        modelBuilder.AddJournal();
    }
}

/// <summary>Saving is the inbox's.</summary>
internal sealed class NoteOrders(EdaKitDb db) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        db.Add(new OrderRow { Id = context.Message.OrderId, Customer = context.Message.Customer });
        return context.Publish(new OrderNoted(context.Message.OrderId));
    }
}

internal sealed class NoteOrderBatches(EdaKitDb db) : IConsumer<Batch<OrderPlaced>>
{
    public async Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
    {
        foreach (var message in context.Message)
        {
            db.Add(new OrderRow { Id = message.Message.OrderId, Customer = message.Message.Customer });
            await message.Publish(new OrderNoted(message.Message.OrderId));
        }
    }
}
