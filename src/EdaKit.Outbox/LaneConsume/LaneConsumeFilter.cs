using System.Runtime.CompilerServices;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.LaneConsume;

/// <summary>
/// Has the messages of a lane handled one after the other, in the order in which the broker delivers them, and those of different lanes side
/// by side. It stands before everything else that happens to a message, its retries and its way to the error queue included.
/// </summary>
internal sealed class LaneConsumeFilter(string endpoint, TimeProvider time, ILogger logger) : IFilter<ReceiveContext>
{
    /// <summary>How the filter shows itself in MassTransit's probe, where the start-up rules look for it.</summary>
    public const string FilterName = "edakit-lanes";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly LaneTurns _turns = new();
    private readonly ConditionalWeakTable<ChannelContext, LaneChannel> _channels = [];
    private LaneChannel? _withoutChannel;

    /// <summary>The channels that deliver to the endpoint; also those that are closed, as long as something of them is being handled.</summary>
    public IEnumerable<LaneChannel> Channels => _channels.Select(channel => channel.Value);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var channel = ChannelOf(context);
        var turn = LaneOf(context) is { } lane ? new LaneTurn(lane) : null;
        channel.Arrivals.Add(TagOf(context), turn);

        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, channel.Closed);
        if (turn is null)
            await HandleAsync(context, next, channel, calledOff.Token);
        else
            await InTurnAsync(context, next, turn, channel, calledOff.Token);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope(FilterName);

    private async Task InTurnAsync(ReceiveContext context, IPipe<ReceiveContext> next, LaneTurn turn, LaneChannel channel, CancellationToken calledOff)
    {
        try
        {
            await turn.Comes.WaitAsync(calledOff);
        }
        catch (OperationCanceledException)
        {
            channel.GiveBack();
            _ = turn.Comes.ContinueWith(_ => _turns.Leave(turn.Lane), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        try
        {
            await HandleUntilItIsDoneAsync(context, next, channel, turn.Lane, calledOff);
        }
        catch
        {
            channel.GiveBack();
            throw;
        }
        finally
        {
            _turns.Leave(turn.Lane);
        }
    }

    /// <summary>
    /// What escapes from here would have the broker deliver the message again, behind others of its lane that are here already. So it stays in
    /// hand: a message that failed, and could not be moved to the error queue either, is tried again.
    /// </summary>
    private async Task HandleUntilItIsDoneAsync(ReceiveContext context, IPipe<ReceiveContext> next, LaneChannel channel, string lane, CancellationToken calledOff)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await HandleAsync(context, next, channel, calledOff);
                return;
            }
            catch (Exception error) when (!calledOff.IsCancellationRequested)
            {
                var pause = BackOff.After(failures, ShortestPause, LongestPause);
                OutboxLog.LaneHeld(logger, error, lane, endpoint, failures, pause);
                await Task.Delay(pause, time, calledOff);
            }
        }
    }

    private async Task HandleAsync(ReceiveContext context, IPipe<ReceiveContext> next, LaneChannel channel, CancellationToken calledOff)
    {
        // Nothing begins any more: the channel is about to be closed. To refuse the message before would give it back to the broker by itself, which
        // would deliver it to this process once more.
        if (!channel.Arrivals.TryBegin())
            await Task.Delay(Timeout.InfiniteTimeSpan, time, calledOff);

        try
        {
            await next.Send(context);
        }
        finally
        {
            channel.Arrivals.End();
        }
    }

    private LaneChannel ChannelOf(ReceiveContext context) => context.TryGetPayload<ChannelContext>(out var channel)
        ? _channels.GetValue(channel, key => LaneChannel.Of(key, _turns, time))
        : LazyInitializer.EnsureInitialized(ref _withoutChannel, () => LaneChannel.None(_turns, time));

    private static ulong? TagOf(ReceiveContext context) => context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) ? delivery.DeliveryTag : null;

    private static string? LaneOf(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader(LaneKey.Header, out var lane) && lane?.ToString() is { Length: > 0 } named ? named : null;
}
