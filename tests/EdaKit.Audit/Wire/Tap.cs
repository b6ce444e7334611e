using EdaKit.Audit.Judging;
using EdaKit.Audit.Workers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Audit.Wire;

/// <summary>
/// A durable queue behind the contracts' exchanges, read past EdaKit and MassTransit: what the broker took, in its order. It connects again
/// whenever the broker is back, and then may be given again what it had not acknowledged, in the same order.
/// </summary>
internal sealed class Tap : IAsyncDisposable
{
    public const string Queue = "audit-tap";

    private const ushort AtOnce = 1000;
    private const int AcknowledgedAtOnce = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _closing = new();
    private readonly Uri _broker;
    private readonly Observations _observations;
    private readonly Task _reading;

    private Tap(Uri broker, Observations observations)
    {
        _broker = broker;
        _observations = observations;
        _reading = ReadAsync(_closing.Token);
    }

    /// <summary>Declares the queue before anything is published, and begins to read it.</summary>
    public static async Task<Tap> OpenAsync(Uri broker, Observations observations, CancellationToken cancellationToken)
    {
        await using var connection = await FactoryOf(broker).CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);

        foreach (var exchange in new[] { Moved.Exchange, Noted.Exchange })
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(Queue, exchange, routingKey: "", cancellationToken: cancellationToken);
        }

        return new(broker, observations);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _closing.Dispose();
    }

    private static ConnectionFactory FactoryOf(Uri broker) =>
        new() { Uri = broker, AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(5) };

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadUntilCutAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (AuditServers.IsAway(error))
            {
                // The broker is away: that is what the audit is about.
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task ReadUntilCutAsync(CancellationToken cancellationToken)
    {
        await using var connection = await FactoryOf(_broker).CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            cut.TrySetResult();
            return Task.CompletedTask;
        };

        var consumer = new AsyncEventingBasicConsumer(channel);
        var unacknowledged = 0;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            // Noted first: what is acknowledged and not noted would look lost.
            _observations.See(Guid.Parse(delivery.BasicProperties.MessageId!), delivery.Redelivered);

            if (++unacknowledged < AcknowledgedAtOnce)
                return;

            unacknowledged = 0;
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true, CancellationToken.None);
        };

        await channel.BasicQosAsync(0, AtOnce, global: false, cancellationToken);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
        await cut.Task.WaitAsync(cancellationToken);
    }
}
