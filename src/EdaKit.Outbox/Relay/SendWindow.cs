using System.Collections.Concurrent;
using System.Threading.Channels;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// What is on its way to the broker, at most as much as the options allow, and the loop that settles it as it ends: so a record that takes
/// long, or fails, holds up no other. One for a relay, with and without lanes.
/// </summary>
internal sealed class SendWindow(Type context, RecordSender sender, OutcomeSettler settler, BrokerOutage outage, RelayOptions options, OutboxMetrics metrics,
    TimeProvider time, ILogger logger)
{
    private readonly Channel<SendOutcome> _outcomes = Channel.CreateUnbounded<SendOutcome>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, bool> _inFlightIds = new();
    private readonly List<Action> _roomMade = [];
    private int _inFlight;
    private long _bytesInFlight;

    /// <summary>How many records are on their way or being settled.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Records whose settling was given up when the relay was told to abort.</summary>
    public int GivenUp { get; private set; }

    public BrokerOutage Outage => outage;

    /// <summary>What the options allow beside what is on its way.</summary>
    public RecordRoom Free => new(options.MaxInFlight - InFlight, options.MaxBytesInFlight - Volatile.Read(ref _bytesInFlight));

    /// <summary>How much may be started now. During an outage a few at a time probe the broker.</summary>
    public RecordRoom Room => outage.IsOn ? Free with { Records = Math.Min(BrokerOutage.Probes, options.MaxInFlight) - InFlight } : Free;

    /// <summary>Has something done whenever records have ended. To be called before the first is started.</summary>
    public void OnRoomMade(Action made) => _roomMade.Add(made);

    /// <summary>Whether a record is on its way, or confirmed and not yet removed.</summary>
    public bool Has(Guid record) => _inFlightIds.ContainsKey(record);

    /// <summary>Starts to send a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="ended">
    /// Told how it ended, on any thread. Then the window removes it if it was confirmed, and the caller sees to everything else. Null: the window
    /// does.
    /// </param>
    /// <param name="aborting">Gives the record up.</param>
    /// <returns>False where it is on its way already.</returns>
    public bool TryStart(OutboxRecord record, Action<SendOutcome>? ended, CancellationToken aborting)
    {
        if (!_inFlightIds.TryAdd(record.Id, true))
            return false;

        Interlocked.Increment(ref _inFlight);
        Interlocked.Add(ref _bytesInFlight, record.Body.Length);
        _ = SendAsync(record, ended, aborting);
        return true;
    }

    /// <summary>Settles what ends until <see cref="Complete"/>.</summary>
    public async Task SettleLoopAsync(CancellationToken aborting)
    {
        var ended = new List<SendOutcome>();

        while (await _outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // 1. Take everything that has ended meanwhile, so that one statement removes many.
            ended.Clear();
            while (ended.Count < options.BatchSize && _outcomes.Reader.TryRead(out var outcome))
                ended.Add(outcome);

            // 2. Write it down, however often it takes: a confirmed record that stays would be sent again.
            await SettleWithRetriesAsync([.. ended], aborting);

            // 3. Make room.
            MakeRoom(ended);
        }
    }

    /// <summary>Nothing will be started any more.</summary>
    public void Complete() => _outcomes.Writer.TryComplete();

    private async Task SendAsync(OutboxRecord record, Action<SendOutcome>? ended, CancellationToken aborting)
    {
        var outcome = await sender.SendAsync(record, aborting);

        if (ended is null || outcome.IsDone)
        {
            ended?.Invoke(outcome);
            await _outcomes.Writer.WriteAsync(outcome, CancellationToken.None);
            return;
        }

        Note([outcome]);
        MakeRoom([outcome]);
        ended(outcome);
    }

    private void MakeRoom(List<SendOutcome> ended)
    {
        foreach (var outcome in ended)
            _inFlightIds.TryRemove(outcome.Record.Id, out _);

        Interlocked.Add(ref _inFlight, -ended.Count);
        Interlocked.Add(ref _bytesInFlight, -RecordRoom.BytesOf(ended.Select(outcome => outcome.Record)));

        foreach (var made in _roomMade)
            made();
    }

    private async Task SettleWithRetriesAsync(List<SendOutcome> ended, CancellationToken aborting)
    {
        Note(ended);

        for (var failures = 1; ; failures++)
        {
            try
            {
                await settler.SettleAsync(ended, CancellationToken.None);
                return;
            }
            catch (Exception error)
            {
                var pause = BackOff.After(failures, options.MinBackOff, options.MaxBackOff);
                OutboxLog.StoreUnavailable(logger, error, context.Name, failures, pause);

                if (aborting.IsCancellationRequested || !await Pauses.TryAsync(pause, time, aborting))
                {
                    GivenUp += ended.Count;
                    ended.ForEach(outcome => RelaySpans.End(outcome, SpanOutcome.Unsettled, error));
                    return;
                }
            }
        }
    }

    /// <summary>Takes note of outcomes for logs, metrics and the outage; once for each.</summary>
    private void Note(List<SendOutcome> outcomes)
    {
        foreach (var failed in outcomes.Where(outcome => outcome.Result == SendResult.BrokerUnavailable))
        {
            if (outage.Failed() is { } count)
                OutboxLog.BrokerUnavailable(logger, failed.Error!, context.Name, count.Failures, count.Pause);
        }

        foreach (var unrouted in outcomes.Where(outcome => outcome.Result is SendResult.NobodySubscribes or SendResult.NobodyWaits))
        {
            metrics.Unrouted(context, isResponse: unrouted.Result == SendResult.NobodyWaits);
            OutboxLog.NobodyThere(logger, unrouted.Record.MessageId, unrouted.Record.MessageTypes, context.Name, unrouted.Record.Destination);
        }

        // Whatever the broker says of a message, it answers.
        var confirmed = outcomes.Count(outcome => outcome.IsDone);
        if (confirmed > 0 && outage.Confirmed() is var attempts and > 0)
            OutboxLog.BrokerBack(logger, context.Name, attempts);

        if (confirmed > 0)
            metrics.Sent(context, confirmed);

        if (outcomes.Count(outcome => outcome.Result is SendResult.BrokerUnavailable or SendResult.RecordFailed) is var failures and > 0)
            metrics.Failed(context, failures);
    }
}
