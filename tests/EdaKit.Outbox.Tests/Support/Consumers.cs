using MassTransit;

namespace EdaKit.Outbox.Tests.Support;

/// <summary>Notes every order and says so: one row and one outgoing message for each message.</summary>
public sealed class NoteOrder(ShopDb db, Received received) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        db.Orders.Add(new Order { Number = context.Message.OrderNumber });
        await context.Publish(new OrderNoted(context.Message.OrderNumber));
        received.Add(new Seen<OrderPlaced>(context.Message, context));
    }
}

/// <summary>Only looks.</summary>
public sealed class WatchNotes(Received received) : IConsumer<OrderNoted>
{
    public Task Consume(ConsumeContext<OrderNoted> context)
    {
        received.Add(new Seen<OrderNoted>(context.Message, context));
        return Task.CompletedTask;
    }
}

/// <summary>Only looks at what failed.</summary>
public sealed class WatchFaults(Received received) : IConsumer<Fault<OrderPlaced>>
{
    public Task Consume(ConsumeContext<Fault<OrderPlaced>> context)
    {
        received.Add(context.Message);
        received.Add(new Seen<Fault<OrderPlaced>>(context.Message, context));
        return Task.CompletedTask;
    }
}

/// <summary>Only looks, and never at the database.</summary>
public sealed class WatchOrders(Received received) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        received.Add(new Seen<OrderPlaced>(context.Message, context));
        return Task.CompletedTask;
    }
}
