using System.Collections.Concurrent;
using System.Threading.Channels;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// The relay's two loops. One takes records, from commits of this process and from the table, and starts to send them, as many at once as
/// the window allows; the other settles them as they end. So a record that takes long, or fails, holds up no other.
/// </summary>
internal sealed class RelayPump(Guid relay, Type context, IOutboxStore store, RecordSender sender, HandOff handOff, RelayOptions options,
    OutboxMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>How often a relay that stops looks for late commits: they do not wake it while it waits for the broker.</summary>
    private static readonly TimeSpan FinishPoll = TimeSpan.FromMilliseconds(20);

    private readonly BrokerOutage _outage = new(options, time);
    private readonly Channel<SendOutcome> _outcomes = Channel.CreateUnbounded<SendOutcome>(new() { SingleReader = true });
    private readonly RelaySignal _roomMade = new();
    private readonly ConcurrentDictionary<Guid, bool> _inFlightIds = new();
    private long _lastLook;
    private int _storeFailures;
    private int _inFlight;
    private int _givenUp;

    /// <summary>Relays until it is told to stop, and then until what is in flight has ended.</summary>
    /// <param name="stopping">Nothing is taken from then on, but for what this process commits until it ends.</param>
    /// <param name="aborting">What is still in flight is given up.</param>
    /// <returns>How many records were in flight at the end, their leases left to run out.</returns>
    public async Task<int> RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        var settling = SettleLoopAsync(aborting);

        await TakeLoopAsync(stopping, aborting);
        await FinishAsync(aborting);

        _outcomes.Writer.TryComplete();
        await settling;
        return _inFlight + _givenUp + handOff.Promised;
    }

    private async Task TakeLoopAsync(CancellationToken stopping, CancellationToken aborting)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // 1. Wait until the window has room and the broker is not known to be gone.
                var room = await WaitForRoomAsync(stopping);

                // 2. Look into the table where there is reason to: a commit said so, the last look found something, or the poll is due. It
                //    comes before what is handed over, or a busy process would never get to what others left behind.
                if (handOff.TakeLook() | UntilNextLook() == TimeSpan.Zero)
                    room -= await LookAsync(room, aborting);

                // 3. Start what commits of this process have handed over: it is leased to this relay and costs no statement.
                var isIdle = StartHandedOver(room, aborting) == 0;

                // 4. With nothing to do, wait for a commit, and at the longest until the next poll.
                if (isIdle && UntilNextLook() is { Ticks: > 0 } pause)
                    await handOff.WaitAsync(pause, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Nothing was claimed, and nothing will be.
                return;
            }
            catch (Exception error)
            {
                // 5. The database is gone, or something unforeseen happened: say so, back off, go on. Meanwhile new records go by the table:
                //    leases cannot be given by a clock that cannot be read.
                handOff.Open(relay, isOpen: false);
                var pause = BackOff.After(++_storeFailures, options.MinBackOff, options.MaxBackOff);
                OutboxLog.StoreUnavailable(logger, error, context.Name, _storeFailures, pause);
                await DelayAsync(pause, stopping);
            }
        }
    }

    /// <summary>Takes what is due in the table, by the database's clock.</summary>
    /// <returns>How many records.</returns>
    private async Task<int> LookAsync(int room, CancellationToken aborting)
    {
        // 1. Leases are given by the database's clock.
        if (handOff.Clock.IsStale)
            handOff.Clock.Read(await store.ReadClockAsync(aborting));

        // 2. What may or may not have been stored comes free, if it was.
        if (handOff.TakeDoubtful() is { Count: > 0 } doubtful)
            await store.ReleaseAsync(relay, doubtful, TimeSpan.Zero, aborting);

        // 3. Claim. Not cut short by a stop: records claimed and then not heard of would wait for the end of their lease.
        var atMost = Math.Min(options.BatchSize, room);
        var records = await store.ClaimAsync(relay, atMost, options.Lease, aborting);

        if (_storeFailures > 0)
            OutboxLog.StoreBack(logger, context.Name, _storeFailures);
        _storeFailures = 0;

        // 4. Start to send; the other loop settles. What is in flight already, its lease having ended during a long outage of the database or
        //    its settling being under way, goes back and comes again.
        var again = records.Where(record => !TryStart(record, aborting)).Select(record => record.Id).ToList();
        if (again.Count > 0)
            await store.ReleaseAsync(relay, again, options.MinBackOff, aborting);

        // 5. A backlog, or a broker that is away, closes the short way: what is older goes first, and memory stays bounded.
        handOff.Open(relay, isOpen: records.Count < atMost && !_outage.IsOn);
        _lastLook = records.Count > 0 ? 0 : time.GetTimestamp();
        return records.Count;
    }

    /// <summary>How long the next look into the table may wait.</summary>
    private TimeSpan UntilNextLook() => _lastLook != 0 && options.PollInterval - time.GetElapsedTime(_lastLook) is { Ticks: > 0 } pause ? pause : TimeSpan.Zero;

    private int StartHandedOver(int room, CancellationToken aborting)
    {
        var started = 0;
        while (started < room && handOff.TryTake(out var record))
        {
            TryStart(record, aborting);
            started++;
        }

        return started;
    }

    /// <summary>Lets what is in flight end, and sends what commits that were under way have handed over.</summary>
    private async Task FinishAsync(CancellationToken aborting)
    {
        handOff.Open(relay, isOpen: false);

        while (!aborting.IsCancellationRequested && (Volatile.Read(ref _inFlight) > 0 || handOff.Promised > 0))
        {
            StartHandedOver(options.MaxInFlight - Volatile.Read(ref _inFlight), aborting);
            await _roomMade.WaitAsync(FinishPoll, time, CancellationToken.None);
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
}
