using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Outbox.Tests.Support;

/// <summary>A queue behind a contract's exchange, read past MassTransit: what is in it, in its order.</summary>
public sealed class QueueTap : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Received _received;

    private QueueTap(IConnection connection, IChannel channel, Received received)
    {
        _connection = connection;
        _channel = channel;
        _received = received;
    }

    /// <summary>A message as it lay in the queue: its type's fields, the headers of its envelope, and those of the transport.</summary>
    public sealed record Message(Guid Id, JsonElement Body, IReadOnlyDictionary<string, JsonElement> Headers, IReadOnlyDictionary<string, string> TransportHeaders)
    {
        public string this[string field] => Body.GetProperty(field).ToString();
    }

    public IReadOnlyList<Message> Messages => _received.Of<Message>();

    /// <summary>Messages without those that came again.</summary>
    public IReadOnlyList<Message> FirstOccurrences => [.. Messages.DistinctBy(message => message.Id)];

    public static async Task<QueueTap> OpenAsync(Uri virtualHost, string exchange)
    {
        var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var tap = new QueueTap(connection, channel, new());

        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync($"tap-{Guid.NewGuid():N}", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue.QueueName, exchange, routingKey: "");

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            using var envelope = JsonDocument.Parse(delivery.Body);
            var root = envelope.RootElement.Clone();
            tap._received.Add(new Message(root.GetProperty("messageId").GetGuid(), root.GetProperty("message"),
                root.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value),
                (delivery.BasicProperties.Headers ?? new Dictionary<string, object?>()).Where(header => header.Value is byte[])
                    .ToDictionary(header => header.Key, header => Encoding.UTF8.GetString((byte[])header.Value!))));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return tap;
    }

    /// <summary>Waits until so many different messages are there.</summary>
    public async Task<IReadOnlyList<Message>> WaitForAsync(int count)
    {
        await _received.WaitForAsync<Message>(messages => messages.DistinctBy(message => message.Id).Count() >= count);
        return FirstOccurrences;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
