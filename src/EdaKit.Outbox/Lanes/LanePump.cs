using System.Threading.Channels;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// Sends the records of this relay's lanes: of each lane one at a time, in the table's order, the next when the one before is confirmed. One
/// loop that alone knows the lanes; what happens elsewhere is told to it. The table has the order, memory only what was read of it.
/// </summary>
internal sealed class LanePump(Type context, ILaneStore store, ShareKeeper shares, SendWindow window, LaneSignals signals, LaneFailures failures, OutboxOptions options,
    TimeProvider time, ILogger logger)
{
    /// <summary>How many lanes a look into the table lists at most, and a read reads.</summary>
    private const int LanesAtOnce = 500;

    /// <summary>How many lanes are known at most: more than can be under way at once, and few enough to be nothing in memory.</summary>
    private const int MostLanes = 20_000;

    private const int UnheldAtOnce = 1000;

    /// <summary>How often a relay looks for records that are held by nothing.</summary>
    private static readonly TimeSpan UnholdInterval = TimeSpan.FromMinutes(1);

    /// <summary>How often a process that uses no lanes looks whether somebody left records in some.</summary>
    private static readonly TimeSpan DormantLook = TimeSpan.FromSeconds(30);

    private readonly KnownLanes _lanes = new(time);
    private readonly Channel<(LaneQueue Lane, SendOutcome Outcome)> _ended = Channel.CreateUnbounded<(LaneQueue, SendOutcome)>(new() { SingleReader = true });
    private readonly int[] _sending = new int[LaneShares.Count];
    private string _lookedUpTo = "";
    private long _lastLook;
    private long _lastTick;
    private long _lastUnhold;
    private long _lastActivity;
    private bool _isAwake;
    private volatile bool _wantsRoom;
    private int _loopFailures;

    /// <summary>How much more may be in memory: beside what is on its way, as much may wait behind it.</summary>
    private RecordRoom Room => new((2 * options.Relay.MaxInFlight) - _lanes.Records, (2 * options.Relay.MaxBytesInFlight) - _lanes.Bytes);

    /// <summary>Whether a parked record holds its lane. With <see cref="LanePolicy.Divert"/> one is parked only where it could not be diverted either.</summary>
    private bool Blocks => options.Lanes.WhenParked != LanePolicy.Skip;

    /// <summary>Whether more lanes may be looked for: those that are known and not read yet are enough for the next reads.</summary>
    private bool MayLook => _lanes.Dry.Count < LanesAtOnce;

    /// <summary>Is told when the window has room again.</summary>
    public void RoomMade()
    {
        if (_wantsRoom)
            signals.Wake();
    }

    /// <summary>Sends until it is told to stop, and then until what is on its way has ended.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        signals.Open(shares.MaySend);

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stopping, aborting);
                _loopFailures = 0;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The database is gone, or something unforeseen happened. What is known of lanes stays as it is; the table has the rest.
                var pause = BackOff.After(++_loopFailures, options.Relay.MinBackOff, options.Relay.MaxBackOff);
                OutboxLog.StoreUnavailable(logger, error, context.Name, _loopFailures, pause);
                await Pauses.TryAsync(pause, time, stopping);
            }
        }

        signals.Close();
        await FinishAsync(aborting);
    }

    private async Task StepAsync(CancellationToken stopping, CancellationToken aborting)
    {
        // 1. Take note of what has ended: the next of its lane is up, or it pauses, or a person is needed.
        while (_ended.Reader.TryRead(out var ended))
            await EndedAsync(ended.Lane, ended.Outcome, aborting);

        // 2. Take note of lanes that have something new.
        while (signals.TryTake(out var lane))
            Announced(lane);

        if (!await IsAwakeAsync(aborting))
        {
            await signals.WaitAsync(DormantLook, stopping);
            return;
        }

        // 3. Keep this relay's shares, and let go of lanes that are another's now.
        if (Until(_lastTick, shares.Interval) == TimeSpan.Zero)
        {
            _lastTick = time.GetTimestamp();
            if (await shares.TickAsync(share => _sending[share] > 0, aborting))
                signals.Look();
        }

        // 4. Look for lanes that nobody told of: another process wrote to them, or died with them.
        if (shares.HasShares && MayLook && signals.TakeLook() | Until(_lastLook, options.Relay.PollInterval) == TimeSpan.Zero)
            await LookAsync(aborting);

        if (shares.Owns(0) && Until(_lastUnhold, UnholdInterval) == TimeSpan.Zero)
            await UnholdAsync(aborting);

        // 5. Read lanes of which nothing is left to send.
        await ReadAsync(aborting);

        // 6. Send, of each lane the head.
        StartReady(aborting);

        // 7. With nothing left to do, wait until something happens, a pause is over or the next look is due.
        _lanes.Prune(window.Has);
        if (!HasWork() && NextWait() is { Ticks: > 0 } wait)
            await signals.WaitAsync(wait, stopping);
    }

    /// <summary>A process without lanes of its own takes part while there are records in some, and rests otherwise.</summary>
    private async Task<bool> IsAwakeAsync(CancellationToken cancellationToken)
    {
        if (options.Lanes.Enabled)
            return true;

        if (_lanes.Count > 0 || (!_isAwake && await AreLanesThereAsync(cancellationToken)))
        {
            _lastActivity = time.GetTimestamp();
            _isAwake = true;
        }
        else if (_isAwake && Until(_lastActivity, DormantLook) == TimeSpan.Zero)
        {
            _isAwake = false;
            _lastLook = time.GetTimestamp();
            _lastTick = 0;
            await shares.LeaveAsync(cancellationToken);
        }

        return _isAwake;
    }

    private async Task<bool> AreLanesThereAsync(CancellationToken cancellationToken)
    {
        if (!signals.TakeLook() & Until(_lastLook, DormantLook) > TimeSpan.Zero)
            return false;

        var areThere = (await store.ListAsync("", atMost: 1, cancellationToken)).Count > 0;
        _lastLook = areThere ? 0 : time.GetTimestamp();
        return areThere;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var found = await store.ListAsync(_lookedUpTo, LanesAtOnce, cancellationToken);

        foreach (var lane in found)
        {
            if (shares.MaySend(lane))
                Announced(lane);
        }

        // A full page goes on where it ended, as soon as there is nothing more urgent.
        _lookedUpTo = found.Count < LanesAtOnce ? "" : found[^1];
        _lastLook = found.Count < LanesAtOnce ? time.GetTimestamp() : 0;
    }

    /// <summary>Takes note of a lane. With very many of them the table remembers those that are new here, and a later look finds them.</summary>
    private void Announced(string lane)
    {
        if (_lanes.Count < MostLanes || _lanes.Knows(lane))
            _lanes.Announced(lane);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        // What is read waits in memory, so no more is read than the bounds of what is on its way allow.
        var room = Room;
        if (!room.IsLeft)
            return;

        var dry = _lanes.Dry.Take(Math.Min(LanesAtOnce, room.Records / options.Lanes.ReadAhead + 1)).ToLookup(lane => shares.MaySend(lane.Lane));
        foreach (var foreign in dry[false])
            _lanes.Drop(foreign);

        var lanes = dry[true].ToList();
        if (lanes.Count == 0)
            return;

        // What is out of the table by now, a read cannot find.
        foreach (var lane in lanes)
            lane.Confirmed.RemoveWhere(record => !window.Has(record));

        var heads = await store.ReadAsync(
            [.. lanes.Select(lane => lane.Lane)], options.Lanes.ReadAhead, room.Bytes, Blocks, cancellationToken);
        var isCutShort = RecordRoom.BytesOf(heads.Select(head => head.Record)) >= room.Bytes;
        var headsOf = heads.ToLookup(head => head.Record.Lane!);

        // A lane for which nothing was left keeps its place among those that wait.
        var blocked = new List<string>();
        foreach (var lane in lanes.Where(lane => !isCutShort || headsOf.Contains(lane.Lane)))
        {
            var read = headsOf[lane.Lane].ToList();
            if (_lanes.Take(lane, read, mayHaveMore: isCutShort || read.Count == options.Lanes.ReadAhead))
                blocked.Add(lane.Lane);
        }

        if (Blocks)
            await failures.HoldAsync(blocked, cancellationToken);
        else if (blocked.Count > 0)
            await UnholdAsync(cancellationToken);
    }

    /// <summary>
    /// Lets records wait again that nothing holds: after a change of the policy, or where somebody changed the table by hand. One relay does it.
    /// </summary>
    private async Task UnholdAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lanes;
        _lastUnhold = time.GetTimestamp();

        do
        {
            lanes = await store.UnholdAsync(Blocks, UnheldAtOnce, cancellationToken);
            if (lanes.Count > 0)
                OutboxLog.LanesReleased(logger, lanes.Count, context.Name);

            foreach (var lane in lanes.Distinct().Where(shares.MaySend))
                _lanes.Announced(lane);
        }
        while (lanes.Count == UnheldAtOnce);
    }

    private void StartReady(CancellationToken aborting)
    {
        // Before the look at the room, so that none made in between goes unheard.
        _wantsRoom = _lanes.Ready.Count > 0;

        for (var node = _lanes.Ready.First; node is not null && window.Room.IsLeft && window.Outage.Pause == TimeSpan.Zero;)
        {
            var (lane, next) = (node.Value, node.Next);

            if (!shares.MaySend(lane.Lane))
                _lanes.Drop(lane);
            else if (!_lanes.IsPausing(lane))
                Start(lane, _lanes.Start(node), aborting);

            node = next;
        }
    }

    private void Start(LaneQueue lane, OutboxRecord record, CancellationToken aborting)
    {
        var isStarted = window.TryStart(record, outcome =>
        {
            _ended.Writer.TryWrite((lane, outcome));
            signals.Wake();
        }, aborting);

        if (isStarted)
        {
            lane.IsSending = true;
            _sending[lane.Share]++;
            return;
        }

        // The lane went to another process and came back before the record, confirmed by then, was out of the table. Nobody would tell of its end
        // again, and a lane that waited for it would wait for ever.
        lane.Confirmed.Add(record.Id);
        _lanes.RemoveHead(lane);
        _lanes.Place(lane);
    }

    private async Task EndedAsync(LaneQueue lane, SendOutcome outcome, CancellationToken aborting)
    {
        lane.IsSending = false;
        _sending[lane.Share]--;

        try
        {
            await StepOnAsync(lane, outcome, aborting);
        }
        finally
        {
            _lanes.Place(lane);
            EndSpan(outcome);
        }
    }

    private async Task StepOnAsync(LaneQueue lane, SendOutcome outcome, CancellationToken aborting)
    {
        if (outcome.IsDone)
        {
            failures.Confirmed(outcome.Record);
            lane.Confirmed.Add(outcome.Record.Id);
            _lanes.RemoveHead(lane);
        }
        else if (outcome.Result == SendResult.RecordFailed)
        {
            // Until what follows is written down, the lane rests: should the database be away, the record is tried again.
            var pause = BackOff.After(outcome.Record.Attempts + 1, options.Relay.MinBackOff, options.Relay.MaxBackOff);
            _lanes.Pause(lane, pause);

            switch (await failures.HandleAsync(lane.Head!, outcome, pause, aborting))
            {
                case LaneStep.Parked:
                    _lanes.Forget(lane);
                    break;
                case LaneStep.Diverting:
                    lane.PauseUntil = 0;
                    Start(lane, failures.DiversionOf(lane.Head!), aborting);
                    break;
            }
        }
        else
        {
            // A diversion that met an outage is decided anew.
            failures.Forget(outcome.Record);
        }
    }

    // Of what is done the window ends it, and of what is written down that which wrote. All else stays in the table as it was.
    private static void EndSpan(in SendOutcome outcome)
    {
        if (!outcome.IsDone)
            RelaySpans.End(outcome, SpanOutcome.Released);
    }

    private bool HasWork() => (_lanes.Dry.Count > 0 && Room.IsLeft)
        || (window.Room.IsLeft && window.Outage.Pause == TimeSpan.Zero && _lanes.Ready.Any(lane => !_lanes.IsPausing(lane)));

    private TimeSpan NextWait()
    {
        var wait = Shorter(Until(_lastTick, shares.Interval), MayLook ? Until(_lastLook, options.Relay.PollInterval) : options.Relay.PollInterval);

        if (window.Outage.Pause is { Ticks: > 0 } outage)
            wait = Shorter(wait, outage);

        foreach (var lane in _lanes.Ready.Where(_lanes.IsPausing))
            wait = Shorter(wait, time.GetElapsedTime(time.GetTimestamp(), lane.PauseUntil));

        return wait;
    }

    private TimeSpan Until(long last, TimeSpan interval) => last != 0 && interval - time.GetElapsedTime(last) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>Lets what is on its way end, and lets go of the shares.</summary>
    private async Task FinishAsync(CancellationToken aborting)
    {
        while (!aborting.IsCancellationRequested && Array.Exists(_sending, count => count > 0))
        {
            while (_ended.Reader.TryRead(out var ended))
            {
                _sending[ended.Lane.Share]--;
                EndSpan(ended.Outcome);
            }

            await signals.WaitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        try
        {
            await shares.LeaveAsync(aborting);
        }
        catch (Exception error)
        {
            // They run out by themselves.
            OutboxLog.StoreUnavailable(logger, error, context.Name, 1, options.Lanes.Lease);
        }
    }
}
