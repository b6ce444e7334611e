using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// Takes records without a lane, from commits of this process and from the table, and starts to send them, as many at once as the window
/// allows.
/// </summary>
internal sealed class RelayPump(Guid relay, Type context, IOutboxStore store, SendWindow window, HandOff handOff, RelayOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>How often a relay that stops looks for late commits: they do not wake it while it waits for the broker.</summary>
    private static readonly TimeSpan FinishPoll = TimeSpan.FromMilliseconds(20);

    /// <summary>A poll that is no slower finds what is due early enough without being told when.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);

    /// <summary>By how much a poll comes later than asked for at most, another part each time: relays that began together do not look together.</summary>
    private const double PollJitter = 0.2;

    private readonly RelaySignal _roomMade = new();
    private readonly LookRange _range = new(time);
    private long _lastLook;
    private TimeSpan _lookAfter;
    private int _storeFailures;
    private long _bytesOfOne;

    /// <summary>Is told when the window has room again.</summary>
    public void RoomMade() => _roomMade.Set();

    /// <summary>Relays until it is told to stop, and then until what is in flight has ended.</summary>
    /// <param name="stopping">Nothing is taken from then on, but for what this process commits until it ends.</param>
    /// <param name="aborting">What is still in flight is given up.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await TakeLoopAsync(stopping, aborting);
        await FinishAsync(aborting);
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
                    room = room.Without(await LookAsync(room, aborting));

                // 3. Start what commits of this process have handed over: it is leased to this relay and costs no statement.
                var isIdle = !TryStartHandedOver(room, aborting);

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
                await Pauses.TryAsync(pause, time, stopping);
            }
        }
    }

    /// <summary>Takes what is due in the table, by the database's clock.</summary>
    /// <returns>The records.</returns>
    private async Task<IReadOnlyCollection<OutboxRecord>> LookAsync(RecordRoom room, CancellationToken aborting)
    {
        // 1. Leases are given by the database's clock.
        if (handOff.Clock.IsStale)
            handOff.Clock.Read(await store.ReadClockAsync(aborting));

        // 2. What may or may not have been stored comes free, if it was.
        if (handOff.TakeDoubtful() is { Count: > 0 } doubtful)
            await store.ReleaseAsync(relay, doubtful, TimeSpan.Zero, aborting);

        // 3. Ask when to look again, before the claim: what comes due in between, the claim finds. Asked afterwards, it would be in neither answer.
        var nextDue = await UntilNextDueAsync(aborting);
        var asked = time.GetTimestamp();

        // 4. Claim. Not cut short by a stop: records claimed and then not heard of would wait for the end of their lease.
        var atMost = room with { Records = (int)Math.Min(Math.Min(options.BatchSize, room.Records), RecordsIn(room.Bytes)) };
        var (from, now, began) = (_range.From, handOff.Clock.Now, time.GetTimestamp());
        var records = await store.ClaimAsync(relay, from, atMost, options.Lease, aborting);
        var areAll = atMost.Without(records).IsLeft;
        if (records.Count > 0)
            _bytesOfOne = RecordRoom.BytesOf(records) / records.Count;

        _range.Looked(from, time.GetElapsedTime(began), areAll ? now : records.Max(record => record.DueSince));

        if (_storeFailures > 0)
            OutboxLog.StoreBack(logger, context.Name, _storeFailures);
        _storeFailures = 0;

        // 5. Start to send; the other loop settles. What is in flight already, its lease having ended during a long outage of the database or
        //    its settling being under way, goes back and comes again.
        var again = records.Where(record => !window.TryStart(record, ended: null, aborting)).Select(record => record.Id).ToList();
        if (again.Count > 0)
            await store.ReleaseAsync(relay, again, options.MinBackOff, aborting);

        // 6. A backlog, or a broker that is away, closes the short way: what is older goes first, and memory stays bounded.
        handOff.Open(relay, isOpen: areAll && !window.Outage.IsOn);

        // 7. Look again at once after a find, and else when the next record comes due, at the latest when the poll says so.
        (_lastLook, _lookAfter) = (records.Count > 0 ? 0 : asked, nextDue);
        return records;
    }

    /// <summary>How many records fit, with some to spare, by those of the last claim: those that do not fit would be locked for nothing.</summary>
    private long RecordsIn(long bytes) => _bytesOfOne == 0 ? long.MaxValue : (2 * bytes / _bytesOfOne) + 1;

    private async Task<TimeSpan> UntilNextDueAsync(CancellationToken aborting)
    {
        var poll = options.PollInterval * (1 + PollJitter * Random.Shared.NextDouble());

        // It finds it in time, and costs a statement less.
        if (options.PollInterval <= Punctual)
            return poll;

        // A millisecond more than the database says, which counts in whole ones: else the look comes too early, again and again.
        return await store.NextDueAsync(aborting) is { } due && due < poll ? due + TimeSpan.FromMilliseconds(1) : poll;
    }

    /// <summary>How long the next look into the table may wait.</summary>
    private TimeSpan UntilNextLook() => _lastLook != 0 && _lookAfter - time.GetElapsedTime(_lastLook) is { Ticks: > 0 } pause ? pause : TimeSpan.Zero;

    private bool TryStartHandedOver(RecordRoom room, CancellationToken aborting)
    {
        var isAny = false;
        for (; room.IsLeft && handOff.TryTake(out var record); room = room.Without(record))
        {
            window.TryStart(record, ended: null, aborting);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>Lets what is in flight end, and sends what commits that were under way have handed over.</summary>
    private async Task FinishAsync(CancellationToken aborting)
    {
        handOff.Open(relay, isOpen: false);

        while (!aborting.IsCancellationRequested && (window.InFlight > 0 || handOff.Promised > 0))
        {
            TryStartHandedOver(window.Free, aborting);
            await _roomMade.WaitAsync(FinishPoll, time, CancellationToken.None);
        }
    }

    private async Task<RecordRoom> WaitForRoomAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (window.Outage.Pause is { Ticks: > 0 } pause)
                await Task.Delay(pause, time, stopping);

            if (window.Room is { IsLeft: true } room)
                return room;

            await _roomMade.WaitAsync(options.PollInterval, time, stopping);
        }
    }
}
