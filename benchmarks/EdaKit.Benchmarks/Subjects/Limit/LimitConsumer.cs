using System.Text.Json;
using EdaKit.Benchmarks.Protocol;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>One message, one statement, one round trip; acknowledged after the commit.</summary>
internal sealed class LimitConsumer(NpgsqlDataSource database, IConnection broker, LimitRelay relay) : IAsyncDisposable
{
    public const string Name = "limit";
    private IChannel? _channel;

    public async Task StartAsync()
    {
        _channel = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: false,
            publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: Orders.Concurrency));
        await _channel.BasicQosAsync(prefetchSize: 0, Orders.Prefetch, global: false);

        await _channel.QueueDeclareAsync(Orders.InputQueue, durable: true, exclusive: false, autoDelete: false);

        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += ReceivedAsync;
        await _channel.BasicConsumeAsync(Orders.InputQueue, autoAck: false, consumer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
    }

    private async Task ReceivedAsync(object sender, BasicDeliverEventArgs message)
    {
        var order = JsonSerializer.Deserialize(message.Body.Span, LimitJson.Default.LimitOrderPlaced)!;
        var noted = JsonSerializer.SerializeToUtf8Bytes(new LimitOrderNoted(order.OrderId), LimitJson.Default.LimitOrderNoted);

        await using (var command = database.CreateCommand(LimitSql.Consume))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(message.BasicProperties.MessageId!) });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.OrderId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Customer });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Orders.NotedExchange });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = noted });
            await command.ExecuteNonQueryAsync(message.CancellationToken);
        }

        relay.Wake();
        await _channel!.BasicAckAsync(message.DeliveryTag, multiple: false, message.CancellationToken);
    }
}
