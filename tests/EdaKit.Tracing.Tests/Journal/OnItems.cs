using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Tracing.Tests.Journal;

[EventContract("test.item", version: 1)]
public sealed record Item([property: BusinessKey] string Number);

/// <summary>Takes items many at once, and fails where there is a bad one.</summary>
public sealed class OnItems : IConsumer<Batch<Item>>
{
    public Task Consume(ConsumeContext<Batch<Item>> context) => context.Message.Any(item => item.Message.Number == "bad")
        ? throw new InvalidOperationException("A bad one.")
        : Task.CompletedTask;
}
