using System.Collections;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>
/// A channel that publishes many messages and then waits for all their confirms together. The client's own tracking makes a task and a
/// header for each message; here a bit each is enough. For one caller at a time.
/// </summary>
internal sealed class ConfirmingChannel : IAsyncDisposable
{
    private readonly IChannel _channel;
    private readonly Lock _lock = new();
    private readonly BitArray _confirmed = new(4096);
    private TaskCompletionSource _all = new();
    private ulong _first;
    private ulong _next = 1;
    private int _open;

    private ConfirmingChannel(IChannel channel)
    {
        _channel = channel;
        _channel.BasicAcksAsync += AckedAsync;
        _channel.BasicNacksAsync += NackedAsync;
        _channel.ChannelShutdownAsync += ShutDownAsync;
    }

    public static async Task<ConfirmingChannel> OpenAsync(IConnection connection) => new(await connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false)));

    /// <summary>Publishes all and returns when the broker has confirmed each.</summary>
    /// <exception cref="InvalidOperationException">The broker refused one, or the channel closed.</exception>
    public async Task PublishAsync(IReadOnlyList<LimitRecord> records)
    {
        lock (_lock)
        {
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _first = _next;
            _next += (ulong)records.Count;
            _open = records.Count;
            _confirmed.Length = Math.Max(_confirmed.Length, records.Count);
            _confirmed.SetAll(false);
        }

        foreach (var record in records)
        {
            var properties = new BasicProperties
            {
                MessageId = record.MessageId.ToString(),
                ContentType = "application/json",
                DeliveryMode = DeliveryModes.Persistent,
            };

            await _channel.BasicPublishAsync(record.Exchange, routingKey: "", mandatory: false, properties, record.Body);
        }

        await _all.Task;
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private Task AckedAsync(object sender, BasicAckEventArgs ack)
    {
        lock (_lock)
        {
            var last = (int)(ack.DeliveryTag - _first);

            for (var place = ack.Multiple ? 0 : last; place <= last; place++)
            {
                if (_confirmed[place])
                    continue;

                _confirmed[place] = true;
                if (--_open == 0)
                    _all.TrySetResult();
            }
        }

        return Task.CompletedTask;
    }

    private Task NackedAsync(object sender, BasicNackEventArgs nack)
    {
        _all.TrySetException(new InvalidOperationException($"The broker refused message '{nack.DeliveryTag}' of its channel."));
        return Task.CompletedTask;
    }

    private Task ShutDownAsync(object sender, ShutdownEventArgs reason)
    {
        _all.TrySetException(new InvalidOperationException($"The channel closed before all confirms came: '{reason.ReplyText}'."));
        return Task.CompletedTask;
    }
}
