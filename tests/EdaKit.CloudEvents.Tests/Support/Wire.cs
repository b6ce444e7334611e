using System.Collections.Concurrent;
using System.Net.Mime;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>What came to the endpoints of a bus, before anything read it.</summary>
public sealed class Wire : IReceiveObserver
{
    private readonly ConcurrentQueue<Message> _messages = new();

    /// <summary>A message as it lay in its queue.</summary>
    public sealed record Message(string Queue, ContentType ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        /// <summary>The attributes among the headers.</summary>
        public IReadOnlyDictionary<string, string> Attributes => Headers.Where(header => header.Key.StartsWith("cloudEvents:", StringComparison.Ordinal))
            .ToDictionary(header => header.Key["cloudEvents:".Length..], header => header.Value);
    }

    public IReadOnlyList<Message> Messages => [.. _messages];

    public Task PreReceive(ReceiveContext context)
    {
        _messages.Enqueue(new(context.InputAddress.AbsolutePath.Split('/')[^1], context.ContentType,
            context.TransportHeaders.GetAll().ToDictionary(header => header.Key, header => header.Value.ToString()!), context.Body.GetBytes()));
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
