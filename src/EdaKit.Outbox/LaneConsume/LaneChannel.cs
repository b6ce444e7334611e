using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace EdaKit.Outbox.LaneConsume;

/// <summary>A channel of the broker that delivers to an endpoint, and what it has delivered. Safe for use by many threads.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer and without links holds nothing, and nobody knows when the last one asks whether the channel is closed.")]
internal sealed class LaneChannel
{
    /// <summary>How long the broker has to confirm that a channel is closed. A process that stops has waited for its consumers before.</summary>
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly IChannel? _channel;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();

    private LaneChannel(IChannel? channel, LaneTurns turns, TimeProvider time)
    {
        (_channel, _time, Arrivals) = (channel, time, new(turns));

        if (channel is null)
            return;

        channel.ChannelShutdownAsync += (_, _) => EndAsync();

        // It was closed before anybody listened.
        if (!channel.IsOpen)
            _ = EndAsync();
    }

    public Arrivals Arrivals { get; }

    /// <summary>
    /// Is cancelled when the channel is closed, by whomever. A message's own token is not enough: MassTransit cancels those of the messages that it
    /// knows of when the channel closes, and takes up what else was delivered a moment later; nobody need ever cancel the last of those.
    /// </summary>
    public CancellationToken Closed => _closed.Token;

    public static LaneChannel Of(ChannelContext context, LaneTurns turns, TimeProvider time) => new(context.Channel, turns, time);

    /// <summary>Stands in for a channel on a transport that has none. It is never closed.</summary>
    public static LaneChannel None(LaneTurns turns, TimeProvider time) => new(channel: null, turns, time);

    /// <summary>
    /// Gives back to the broker whatever is not acknowledged, so that it is where it was: by itself, a message would come again behind those that
    /// follow it. Nothing of the channel begins any more.
    /// </summary>
    public void GiveBack()
    {
        if (_channel is null)
            return;

        _ = Arrivals.HaltAsync();
        _ = CloseAsync();
    }

    /// <summary>Closes the channel. What is waiting is then called off, and what is being handled.</summary>
    public async Task CloseAsync()
    {
        if (_channel is not { IsOpen: true })
            return;

        try
        {
            // The client goes on to wait until all that it handed over has ended. The broker does not: it goes on when the channel is closed.
            await _channel.AbortAsync().WaitAsync(LongestClose, _time, Closed);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // It is closed, or MassTransit was faster.
        }
        catch (TimeoutException)
        {
            // The broker does not answer. When it has missed the heartbeat for long enough, it takes everything back by itself.
        }
    }

    private Task EndAsync()
    {
        _ = Arrivals.HaltAsync();

        // Whatever waits for it goes on elsewhere: this is the thread that reads from the broker.
        _ = _closed.CancelAsync();
        return Task.CompletedTask;
    }
}
