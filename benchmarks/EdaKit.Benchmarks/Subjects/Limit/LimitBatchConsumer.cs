using System.Text.Json;
using System.Threading.Channels;
using EdaKit.Benchmarks.Protocol;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>What has arrived meanwhile, up to 200 messages, in one statement; acknowledged together after the commit.</summary>
internal sealed class LimitBatchConsumer(NpgsqlDataSource database, IConnection broker, LimitRelay relay) : IAsyncDisposable
{
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>(new() { SingleReader = true });
    private IChannel? _channel;
    private Task _loop = Task.CompletedTask;

    public async Task StartAsync()
    {
        _channel = await broker.CreateChannelAsync();

        // The bound of the unbounded channel above.
        await _channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 4 * Orders.BatchSize, global: false);

        await _channel.QueueDeclareAsync(Orders.InputQueue, durable: true, exclusive: false, autoDelete: false);

        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += Received;
        _loop = Task.Run(LoopAsync);
        await _channel.BasicConsumeAsync(Orders.InputQueue, autoAck: false, consumer);
    }

    public async ValueTask DisposeAsync()
    {
        _deliveries.Writer.TryComplete();
        await _loop;

        if (_channel is not null)
            await _channel.DisposeAsync();
    }

    private Task Received(object sender, BasicDeliverEventArgs message)
    {
        // The body's memory is the client's own, and only until this returns.
        var order = JsonSerializer.Deserialize(message.Body.Span, LimitJson.Default.LimitOrderPlaced)!;
        _deliveries.Writer.TryWrite(new(message.DeliveryTag, Guid.Parse(message.BasicProperties.MessageId!), order));
        return Task.CompletedTask;
    }

    private async Task LoopAsync()
    {
        var batch = new List<Delivery>(Orders.BatchSize);

        while (await _deliveries.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < Orders.BatchSize && _deliveries.Reader.TryRead(out var delivery))
                batch.Add(delivery);

            await StoreAsync(batch);
            relay.Wake();
            await _channel!.BasicAckAsync(batch[^1].Tag, multiple: true);
        }
    }

    private async Task StoreAsync(List<Delivery> batch)
    {
        await using var command = database.CreateCommand(LimitSql.ConsumeMany);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. batch.Select(delivery => delivery.MessageId)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. batch.Select(delivery => delivery.Order.OrderId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. batch.Select(delivery => delivery.Order.Customer)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. batch.Select(_ => Guid.CreateVersion7())] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. batch.Select(delivery =>
            JsonSerializer.SerializeToUtf8Bytes(new LimitOrderNoted(delivery.Order.OrderId), LimitJson.Default.LimitOrderNoted))] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = LimitConsumer.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Orders.NotedExchange });
        await command.ExecuteNonQueryAsync();
    }

    private readonly record struct Delivery(ulong Tag, Guid MessageId, LimitOrderPlaced Order);
}
