using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Support;

public sealed class OnFirst(Received received, ILogger<OnFirst> logger) : IConsumer<First>
{
    public Task Consume(ConsumeContext<First> context)
    {
        ConsumerLog.Handled(logger, "OnFirst");
        received.Add(Hop.Of(context));
        return context.Publish(new Second(context.Message.Order));
    }
}

public sealed class OnSecond(Received received, ILogger<OnSecond> logger) : IConsumer<Second>
{
    public Task Consume(ConsumeContext<Second> context)
    {
        ConsumerLog.Handled(logger, "OnSecond");
        received.Add(Hop.Of(context));
        return context.Publish(new Third(context.Message.Order));
    }
}

public sealed class OnThird(Received received, ILogger<OnThird> logger) : IConsumer<Third>
{
    public Task Consume(ConsumeContext<Third> context)
    {
        ConsumerLog.Handled(logger, "OnThird");
        received.Add(Hop.Of(context));
        return Task.CompletedTask;
    }
}

public sealed class OnReminder(Received received) : IConsumer<Reminder>
{
    public Task Consume(ConsumeContext<Reminder> context)
    {
        received.Add(Hop.Of(context));
        return Task.CompletedTask;
    }
}

public sealed class OnAsk(Received received) : IConsumer<Ask>
{
    public Task Consume(ConsumeContext<Ask> context)
    {
        received.Add(Hop.Of(context));
        return context.RespondAsync(new Answer(context.Message.Order));
    }
}

public sealed class OnBroken(Received received) : IConsumer<Broken>, IConsumer<Fault<Broken>>
{
    public Task Consume(ConsumeContext<Broken> context)
    {
        received.Add(Hop.Of(context));
        throw new InvalidOperationException("It always fails.");
    }

    public Task Consume(ConsumeContext<Fault<Broken>> context)
    {
        received.Add(Hop.Of(context));
        return Task.CompletedTask;
    }
}

internal static partial class ConsumerLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Consumer} handles a message.")]
    public static partial void Handled(ILogger logger, string consumer);
}
