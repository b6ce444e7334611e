using EdaKit.Tracing.Tests.Support;
using MassTransit;

namespace EdaKit.Tracing.Tests.Journey;

public sealed class OnAnswer(Received received) : IConsumer<Answer>
{
    public Task Consume(ConsumeContext<Answer> context)
    {
        received.Add(Hop.Of(context));
        return Task.CompletedTask;
    }
}
