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
    private readonly ConditionalWeakTable<ChannelContext, Arrivals> _channels = [];
    private Arrivals? _withoutChannel;

    /// <summary>The channels that deliver to the endpoint, and what they have delivered.</summary>
    public IEnumerable<KeyValuePair<ChannelContext, Arrivals>> Channels => _channels;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var arrivals = ArrivalsOf(context);
        var turn = LaneOf(context) is { } lane ? new LaneTurn(lane) : null;
        arrivals.Add(TagOf(context), turn);

        if (turn is null)
            await HandleAsync(context, next, arrivals);
        else
            await InTurnAsync(context, next, turn, arrivals);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope(FilterName);

    private async Task InTurnAsync(ReceiveContext context, IPipe<ReceiveContext> next, LaneTurn turn, Arrivals arrivals)
    {
        try
        {
            await turn.Comes.WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The channel is gone, so the broker delivers it again, and what came behind it.
            _ = arrivals.HaltAsync();
            _ = turn.Comes.ContinueWith(_ => _turns.Leave(turn.Lane), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        try
        {
            await HandleUntilItIsDoneAsync(context, next, arrivals, turn.Lane);
        }
        catch
        {
            _ = arrivals.HaltAsync();
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
    private async Task HandleUntilItIsDoneAsync(ReceiveContext context, IPipe<ReceiveContext> next, Arrivals arrivals, string lane)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await HandleAsync(context, next, arrivals);
                return;
            }
            catch (Exception error) when (!context.CancellationToken.IsCancellationRequested)
            {
                var pause = BackOff.After(failures, ShortestPause, LongestPause);
                OutboxLog.LaneHeld(logger, error, lane, endpoint, failures, pause);
                await Task.Delay(pause, time, context.CancellationToken);
            }
        }
    }

    private async Task HandleAsync(ReceiveContext context, IPipe<ReceiveContext> next, Arrivals arrivals)
    {
        // MassTransit calls a message off when its channel ends. To refuse it before would give it back to the broker by itself, which would
        // deliver it to this process once more.
        if (!arrivals.TryBegin())
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.CancellationToken);

        try
        {
            await next.Send(context);
        }
        finally
        {
            arrivals.End();
        }
    }

    private Arrivals ArrivalsOf(ReceiveContext context) => context.TryGetPayload<ChannelContext>(out var channel)
        ? _channels.GetValue(channel, _ => new Arrivals(_turns))
        : LazyInitializer.EnsureInitialized(ref _withoutChannel, () => new Arrivals(_turns));

    private static ulong? TagOf(ReceiveContext context) => context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) ? delivery.DeliveryTag : null;

    private static string? LaneOf(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader(LaneKey.Header, out var lane) && lane?.ToString() is { Length: > 0 } named ? named : null;
}
