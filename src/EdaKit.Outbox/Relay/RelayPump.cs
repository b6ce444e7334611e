using System.Collections.Concurrent;
using System.Threading.Channels;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// The relay's two loops. One claims records and starts to send them, as many at once as the window allows; the other settles them as they
/// end. So a record that takes long, or fails, holds up no other.
/// </summary>
internal sealed class RelayPump(Guid relay, Type context, IOutboxStore store, RecordSender sender, RelaySignal signal, RelayOptions options,
    OutboxMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly BrokerOutage _outage = new(options, time);
    private readonly Channel<SendOutcome> _outcomes = Channel.CreateUnbounded<SendOutcome>(new() { SingleReader = true });
    private readonly RelaySignal _roomMade = new RoomSignal();
    private readonly ConcurrentDictionary<Guid, bool> _inFlightIds = new();
    private int _inFlight;
    private int _givenUp;

    /// <summary>Relays until it is told to stop, and then until what is in flight has ended.</summary>
    /// <param name="stopping">No more claims from then on.</param>
    /// <param name="aborting">What is still in flight is given up.</param>
    /// <returns>How many records were in flight at the end, their leases left to run out.</returns>
    public async Task<int> RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var settling = SettleLoopAsync(aborting);

        await ClaimLoopAsync(stopping, aborting);

        while (Volatile.Read(ref _inFlight) > 0 && !aborting.IsCancellationRequested)
            await _roomMade.WaitAsync(options.PollInterval, time, CancellationToken.None);

        _outcomes.Writer.TryComplete();
        await settling;
        return _inFlight + _givenUp;
    }

    private async Task ClaimLoopAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var storeFailures = 0;

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // 1. Wait until the window has room and the broker is not known to be gone.
                var room = await WaitForRoomAsync(stopping);

                // 2. Take what is due, by the database's clock. Not cut short by a stop: records claimed and then not heard of would wait for
                //    the end of their lease.
                var records = await store.ClaimAsync(relay, Math.Min(options.BatchSize, room), options.Lease, aborting);

                if (storeFailures > 0)
                    OutboxLog.StoreBack(logger, context.Name, storeFailures);
                storeFailures = 0;

                // 3. Start to send; the other loop settles. What is in flight already, its lease having ended during a long outage of the
                //    database or its settling being under way, goes back and comes again.
                var again = records.Where(record => !TryStart(record, aborting)).Select(record => record.Id).ToList();
                if (again.Count > 0)
                    await store.ReleaseAsync(relay, again, options.MinBackOff, aborting);

                // 4. With nothing to do, wait for a commit in this process, and at the longest for the poll interval.
                if (records.Count == 0)
                    await signal.WaitAsync(options.PollInterval, time, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Nothing was claimed, and nothing will be.
                return;
            }
            catch (Exception error)
            {
                // 5. The database is gone, or something unforeseen happened: say so, back off, go on.
                var pause = BackOff.After(++storeFailures, options.MinBackOff, options.MaxBackOff);
                OutboxLog.StoreUnavailable(logger, error, context.Name, storeFailures, pause);
                await DelayAsync(pause, stopping);
            }
        }
    }

    private async Task SettleLoopAsync(CancellationToken aborting)
    {
        var settler = new OutcomeSettler(relay, context, store, _outage, options, metrics, logger);
        var ended = new List<SendOutcome>();

        while (await _outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // 1. Take everything that has ended meanwhile, so that one statement removes many.
            ended.Clear();
            while (ended.Count < options.BatchSize && _outcomes.Reader.TryRead(out var outcome))
                ended.Add(outcome);

            // 2. Write it down, however often it takes: a confirmed record that stays would be sent again.
            await SettleWithRetriesAsync(settler, [.. ended], aborting);

            // 3. Make room.
            foreach (var outcome in ended)
                _inFlightIds.TryRemove(outcome.Record.Id, out _);

            Interlocked.Add(ref _inFlight, -ended.Count);
            _roomMade.Set();
        }
    }

    private async Task SettleWithRetriesAsync(OutcomeSettler settler, List<SendOutcome> ended, CancellationToken aborting)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (failures == 1)
                    settler.Note(ended);

                await settler.SettleAsync(ended, CancellationToken.None);
                return;
            }
            catch (Exception error)
            {
                var pause = BackOff.After(failures, options.MinBackOff, options.MaxBackOff);
                OutboxLog.StoreUnavailable(logger, error, context.Name, failures, pause);

                if (aborting.IsCancellationRequested || !await DelayAsync(pause, aborting))
                {
                    _givenUp += ended.Count;
                    return;
                }
            }
        }
    }

    private async Task<int> WaitForRoomAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (_outage.Pause is { Ticks: > 0 } pause)
                await Task.Delay(pause, time, stopping);

            var inFlight = Volatile.Read(ref _inFlight);

            // During an outage a few records at a time probe the broker.
            var room = _outage.IsOn ? BrokerOutage.Probes - inFlight : options.MaxInFlight - inFlight;
            if (room > 0)
                return room;

            await _roomMade.WaitAsync(options.PollInterval, time, stopping);
        }
    }

    private bool TryStart(OutboxRecord record, CancellationToken aborting)
    {
        if (!_inFlightIds.TryAdd(record.Id, true))
            return false;

        Interlocked.Increment(ref _inFlight);
        _ = SendAsync();
        return true;

        async Task SendAsync() => await _outcomes.Writer.WriteAsync(await sender.SendAsync(record, aborting), CancellationToken.None);
    }

    private async Task<bool> DelayAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class RoomSignal : RelaySignal;
}
