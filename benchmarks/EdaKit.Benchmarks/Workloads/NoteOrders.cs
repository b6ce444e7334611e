using MassTransit;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>The consume workload: one row and one outgoing message for each message. The save is the inbox's, or the consumer's own without one.</summary>
internal sealed class NoteOrders(BenchmarkDb db, SubjectTraits subject) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        db.Rows.Add(new Row { Id = context.Message.OrderId, Text = context.Message.Customer });
        await context.Publish(new OrderNoted(context.Message.OrderId));

        if (!subject.HasInbox)
            await db.SaveChangesAsync(context.CancellationToken);
    }
}

/// <summary>What a consumer has to know of the subject it runs in.</summary>
internal sealed record SubjectTraits(bool HasInbox);
