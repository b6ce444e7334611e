using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>Listens to a contract's exchange with a queue of its own, and can put a message that it heard into any queue again.</summary>
internal sealed class RecordedMessages : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<(byte[] Body, BasicProperties Properties)> _messages = new();

    private RecordedMessages(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<RecordedMessages> Of(string contract, Uri rabbit, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = rabbit }.CreateConnectionAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var recorded = new RecordedMessages(connection, channel);

        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, contract, "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += recorded.Keep;
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return recorded;
    }

    /// <summary>How many of the messages heard so far are about an order.</summary>
    public int About(string orderNumber) => _messages.Count(message => IsAbout(message.Body, orderNumber));

    /// <summary>Delivers the message about an order to a queue so many times more, as it was: same id, same headers, same bytes.</summary>
    public async Task Redeliver(string orderNumber, string queue, int times, CancellationToken cancellationToken)
    {
        var (body, properties) = _messages.First(message => IsAbout(message.Body, orderNumber));
        for (var i = 0; i < times; i++)
            await _channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static bool IsAbout(byte[] body, string orderNumber) =>
        Encoding.UTF8.GetString(body).Contains($"\"{orderNumber}\"", StringComparison.Ordinal);

    private Task Keep(object sender, BasicDeliverEventArgs delivery)
    {
        _messages.Enqueue((delivery.Body.ToArray(), new BasicProperties(delivery.BasicProperties)));
        return Task.CompletedTask;
    }
}
