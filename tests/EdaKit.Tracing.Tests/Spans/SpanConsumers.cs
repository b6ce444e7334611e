using EdaKit.Tracing.Tests.Support;
using MassTransit;

namespace EdaKit.Tracing.Tests.Spans;

public sealed class OnCounted(Received received) : IConsumer<Batch<Counted>>
{
    public Task Consume(ConsumeContext<Batch<Counted>> context)
    {
        received.Add(new Batched(context.Message.Length));
        return context.Message.Any(message => message.Message.Order == "bad") ? throw new FormatException("It is no order.") : Task.CompletedTask;
    }
}

public sealed record Batched(int Count);

public sealed class OnNamed(Received received) : IConsumer<Named>
{
    public Task Consume(ConsumeContext<Named> context)
    {
        received.Add(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Does what the commands of the errand say, but for those that name a fault.</summary>
public sealed class Participant : IConsumer<Fetch>, IConsumer<Unfetch>, IConsumer<Bring>
{
    public Task Consume(ConsumeContext<Fetch> context) => context.RespondAsync(new Fetched(context.Message.Errand));

    public Task Consume(ConsumeContext<Unfetch> context) => context.RespondAsync(new Unfetched(context.Message.Errand));

    public Task Consume(ConsumeContext<Bring> context) => throw new InvalidOperationException("Nobody is at home.");
}
