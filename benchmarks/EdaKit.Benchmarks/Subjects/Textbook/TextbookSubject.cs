using System.Text.Json;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects.PlainMassTransit;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Subjects.Textbook;

/// <summary>The outbox and inbox that a team writes for itself on EF Core and MassTransit in an afternoon.</summary>
internal sealed class TextbookSubject(RunPlan plan) : MassTransitSubject<TextbookDb>(plan, farEnd: null)
{
    public static TextbookRecord RecordOf<T>(T message) => new()
    {
        MessageId = Guid.CreateVersion7(),
        Type = typeof(T).AssemblyQualifiedName!,
        Content = JsonSerializer.Serialize(message),
    };

    protected override Task SaveWithMessageAsync(IServiceProvider scope, TextbookDb db, IReadOnlyList<Guid> orderIds)
    {
        db.Outbox.AddRange(orderIds.Select(orderId => RecordOf(OrderPlaced.Of(orderId))));
        return db.SaveChangesAsync();
    }

    protected override void AddServices(IServiceCollection services)
    {
        if (!Plan.StoresOnly)
            services.AddHostedService<TextbookRelay>();
    }

    protected override void Configure(IBusRegistrationConfigurator x) => AddConsumer<TextbookNoteOrders>(x);
}

/// <summary>Looks whether the message was handled; if not, its row, the entry and the outgoing record are saved together.</summary>
internal sealed class TextbookNoteOrders(TextbookDb db) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        var messageId = context.MessageId!.Value;
        const string consumer = nameof(TextbookNoteOrders);

        if (await db.Inbox.AnyAsync(entry => entry.MessageId == messageId && entry.Consumer == consumer, context.CancellationToken))
            return;

        db.Inbox.Add(new() { MessageId = messageId, Consumer = consumer, ConsumedAt = DateTime.UtcNow });
        db.Add(new OrderRow { Id = context.Message.OrderId, Customer = context.Message.Customer });
        db.Outbox.Add(TextbookSubject.RecordOf(new OrderNoted(context.Message.OrderId)));
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
