using System.Globalization;
using System.Text;
using EdaKit.Benchmarks.Protocol;
using RabbitMQ.Client;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>
/// Fills a subject's input queue with copies of a message that the subject itself wrote, each with a message id and an order id of its own:
/// so every consumer reads its own format, and writing it costs the subject nothing.
/// </summary>
internal sealed class Feeder
{
    private const int Chunk = 500;
    private static readonly TimeSpan SampleBound = TimeSpan.FromSeconds(30);
    private readonly IConnection _connection;
    private readonly BasicGetResult _sample;
    private readonly string _body;
    private readonly string _messageId;
    private readonly string _orderId;

    private Feeder(IConnection connection, BasicGetResult sample)
    {
        _connection = connection;
        _sample = sample;
        _body = Encoding.UTF8.GetString(sample.Body.Span);
        _messageId = sample.BasicProperties.MessageId ?? throw new RunFailedException("The subject's sample has no message id.");
        _orderId = IdIn(_body);
    }

    public static async Task<Feeder> CreateAsync(FarEnd farEnd)
    {
        using var bound = new CancellationTokenSource(SampleBound);

        while (!bound.IsCancellationRequested)
        {
            if (await farEnd.Channel.BasicGetAsync(Orders.SampleQueue, autoAck: true, CancellationToken.None) is { } sample)
                return new(farEnd.Connection, sample);

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        throw new RunFailedException($"The subject sent no sample to the queue '{Orders.SampleQueue}'.");
    }

    public async Task FeedAsync(int first, int count)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(2 * Chunk)));

        foreach (var chunk in Enumerable.Range(first, count).Chunk(Chunk))
            await Task.WhenAll(chunk.Select(number => SendAsync(channel, number)));
    }

    private async Task SendAsync(IChannel channel, int number)
    {
        var messageId = Guid.CreateVersion7().ToString();
        var body = _body.Replace(_messageId, messageId, StringComparison.OrdinalIgnoreCase)
            .Replace(_orderId, Orders.IdOf(number).ToString(), StringComparison.OrdinalIgnoreCase);

        var properties = new BasicProperties(_sample.BasicProperties)
        {
            MessageId = messageId,
            Headers = _sample.BasicProperties.Headers?.ToDictionary(pair => pair.Key, pair => WithId(pair.Value, messageId)),
        };

        await channel.BasicPublishAsync(exchange: "", Orders.InputQueue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private object? WithId(object? header, string messageId) => header is byte[] bytes
        ? Encoding.UTF8.GetString(bytes).Replace(_messageId, messageId, StringComparison.OrdinalIgnoreCase)
        : header;

    private static string IdIn(string body)
    {
        var name = body.IndexOf("\"orderId\"", StringComparison.OrdinalIgnoreCase);
        var text = body.Substring(body.IndexOf('"', name + 9) + 1, 36);

        return Guid.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? text
            : throw new RunFailedException($"The subject's sample holds no order id: '{body}'.");
    }
}
