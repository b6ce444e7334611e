using System.Diagnostics;
using System.Globalization;
using System.Text;
using EdaKit.Benchmarks.Protocol;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>
/// The queue in which a run's messages end up. During a run it only fills: nobody consumes, so that no consumer's processor time is in the
/// figures; the runner asks the broker every few milliseconds how many are there. Afterwards it is read and every message is checked.
/// </summary>
internal sealed class FarEnd : IAsyncDisposable
{
    private const string Queue = "far-end";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(30);
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private FarEnd(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public IConnection Connection => _connection;

    public IChannel Channel => _channel;

    public string BrokerVersion =>
        _connection.ServerProperties?["version"] is byte[] version ? Encoding.UTF8.GetString(version) : "unknown";

    /// <summary>Makes exchanges and queues as MassTransit would: durable, and each subject publishes through the same.</summary>
    public static async Task<FarEnd> OpenAsync(Uri virtualHost, WorkloadKind workload)
    {
        var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();

        foreach (var exchange in (string[])[Orders.PlacedExchange, Orders.NotedExchange, Orders.SampleQueue])
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);

        foreach (var queue in (string[])[Queue, Orders.SampleQueue])
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);

        var source = workload is WorkloadKind.Consume or WorkloadKind.BatchConsume ? Orders.NotedExchange : Orders.PlacedExchange;
        await channel.QueueBindAsync(Queue, source, routingKey: "");
        await channel.QueueBindAsync(Orders.SampleQueue, Orders.SampleQueue, routingKey: "");
        return new(connection, channel);
    }

    /// <summary>Waits until the queue holds so many messages.</summary>
    /// <returns>When that was seen, by the machine's monotonic clock.</returns>
    /// <exception cref="RunFailedException">For half a minute no more messages came.</exception>
    public async Task<long> WaitForAsync(int expected)
    {
        long last = 0, lastChange = Stopwatch.GetTimestamp();

        while (true)
        {
            var count = await CountAsync();
            var now = Stopwatch.GetTimestamp();

            if (count >= expected)
                return now;
            if (count != last)
                (last, lastChange) = (count, now);
            else if (Stopwatch.GetElapsedTime(lastChange) > Standstill)
                throw new RunFailedException($"Only {count} of {expected} messages arrived, and no more within {Standstill}.");

            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Reads the queue to its end and checks every message.</summary>
    public async Task ReadAsync(Tally tally)
    {
        var count = (int)await CountAsync();
        var read = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await ConsumeAsync(orderId =>
        {
            tally.Count(orderId);
            if (Interlocked.Increment(ref read) == count)
                done.TrySetResult();
        }, async () =>
        {
            if (count > 0)
                await done.Task.WaitAsync(Standstill);
        });
    }

    /// <summary>How many messages are in the queue.</summary>
    public async Task<uint> CountAsync() => (await _channel.QueueDeclarePassiveAsync(Queue)).MessageCount;

    /// <summary>Throws away what is in the queue.</summary>
    public Task EmptyAsync() => _channel.QueuePurgeAsync(Queue);

    /// <summary>Notes when each message arrives, until all have.</summary>
    public async Task<Dictionary<int, long>> ListenAsync(Tally tally, Func<Task> drive)
    {
        Dictionary<int, long> arrivals = [];

        await ConsumeAsync(orderId =>
        {
            var now = Stopwatch.GetTimestamp();
            lock (arrivals)
                arrivals.TryAdd(Orders.NumberOf(orderId), now);
            tally.Count(orderId);
        }, async () =>
        {
            await drive();
            await tally.All.WaitAsync(TimeSpan.FromMinutes(3));
        });

        return arrivals;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in (string[])[Queue, Orders.SampleQueue, Orders.InputQueue])
            await _channel.QueueDeleteAsync(queue);

        await _connection.DisposeAsync();
    }

    private async Task ConsumeAsync(Action<Guid> received, Func<Task> until)
    {
        // Without acknowledgements: what is checked need not be kept.
        await using var channel = await _connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            received(OrderIdIn(message.Body.Span));
            return Task.CompletedTask;
        };
        var tag = await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);

        try
        {
            await until();
        }
        catch (TimeoutException error)
        {
            throw new RunFailedException("Not all messages came out of the far-end queue in time.", error);
        }

        await channel.BasicCancelAsync(tag);
    }

    /// <summary>Finds the order's id in a message, whoever wrote it: all write JSON, in their own envelopes and cases.</summary>
    private static Guid OrderIdIn(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var name = text.IndexOf("\"orderId\"", StringComparison.OrdinalIgnoreCase);
        var start = name < 0 ? -1 : text.IndexOf('"', name + 9) + 1;

        return start > 0 && Guid.TryParse(text.AsSpan(start, 36), CultureInfo.InvariantCulture, out var id) ? id : Guid.Empty;
    }
}
