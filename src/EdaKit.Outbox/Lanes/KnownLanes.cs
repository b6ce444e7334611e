using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// The lanes that the pump knows, each where it belongs: among those to be sent from, those of which the table has to be asked, or those of which
/// nothing is left. Touched by the pump alone.
/// </summary>
internal sealed class KnownLanes(TimeProvider time)
{
    private readonly Dictionary<string, LaneQueue> _all = new(StringComparer.Ordinal);
    private readonly LinkedList<LaneQueue> _dry = new();
    private readonly HashSet<LaneQueue> _done = [];
    private readonly LinkedList<LaneQueue> _ready = new();

    /// <summary>How many lanes are known.</summary>
    public int Count => _all.Count;

    /// <summary>How many records of them are in memory.</summary>
    public int Records { get; private set; }

    /// <summary>How many bytes their bodies have.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those of which nothing is in memory, and the table may have more. Who has waited longest comes first.</summary>
    public IReadOnlyCollection<LaneQueue> Dry => _dry;

    /// <summary>Those whose head waits to be sent, some of them in a pause.</summary>
    public LinkedList<LaneQueue> Ready => _ready;

    /// <summary>Whether a lane is known.</summary>
    public bool Knows(string name) => _all.ContainsKey(name);

    /// <summary>A lane has something new.</summary>
    public void Announced(string name)
    {
        if (!_all.TryGetValue(name, out var lane))
            _all[name] = lane = new(name);

        lane.MayHaveMore = true;
        Place(lane);
    }

    /// <summary>Puts a lane where it belongs.</summary>
    public void Place(LaneQueue lane)
    {
        if (lane.IsSending || lane.IsReady)
            return;

        if (lane.Count > 0)
        {
            lane.IsReady = true;
            _ready.AddLast(lane);
        }
        else if (lane.MayHaveMore)
        {
            lane.Dry ??= _dry.AddLast(lane);
        }
        else
        {
            _done.Add(lane);
        }
    }

    /// <summary>Takes what was read of a lane.</summary>
    /// <param name="lane">A lane that was dry.</param>
    /// <param name="heads">Its first records, in order.</param>
    /// <param name="mayHaveMore">Whether there may be more behind them.</param>
    /// <returns>Whether the lane is blocked behind a record that is set aside.</returns>
    public bool Take(LaneQueue lane, List<LaneHead> heads, bool mayHaveMore)
    {
        NoLongerDry(lane);
        lane.MayHaveMore = mayHaveMore;

        // Those before one that is set aside may go; where one is put back, it comes first.
        foreach (var head in heads.TakeWhile(head => !head.IsBehind).Where(head => !lane.Confirmed.Contains(head.Record.Id)))
        {
            if (lane.Count == 0 && head.Pause > TimeSpan.Zero)
                Pause(lane, head.Pause);

            lane.Add(head.Record);
            Records++;
            Bytes += head.Record.Body.Length;
        }

        Place(lane);
        return heads.Exists(head => head.IsBehind);
    }

    /// <summary>Takes the head of a ready lane out, to be sent.</summary>
    public OutboxRecord Start(LinkedListNode<LaneQueue> node)
    {
        _ready.Remove(node);
        node.Value.IsReady = false;
        return node.Value.Head!;
    }

    /// <summary>The head is done with.</summary>
    public void RemoveHead(LaneQueue lane)
    {
        Records--;
        Bytes -= lane.Head!.Body.Length;
        lane.RemoveHead();
        lane.PauseUntil = 0;
    }

    /// <summary>Lets the head of a lane rest.</summary>
    public void Pause(LaneQueue lane, TimeSpan pause) => lane.PauseUntil = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether the head of a lane rests.</summary>
    public bool IsPausing(LaneQueue lane) => lane.PauseUntil != 0 && lane.PauseUntil > time.GetTimestamp();

    /// <summary>Forgets what was read of a lane: it is in the table.</summary>
    public void Forget(LaneQueue lane)
    {
        Records -= lane.Count;
        Bytes -= lane.Bytes;
        lane.Forget();
    }

    /// <summary>Forgets a lane: it is another's.</summary>
    public void Drop(LaneQueue lane)
    {
        NoLongerDry(lane);
        _done.Remove(lane);
        if (lane.IsReady)
            _ready.Remove(lane);

        lane.IsReady = false;
        Forget(lane);
        _all.Remove(lane.Lane);
    }

    private void NoLongerDry(LaneQueue lane)
    {
        if (lane.Dry is { } place)
            _dry.Remove(place);

        lane.Dry = null;
    }

    /// <summary>Forgets lanes that are empty, once what they have sent is out of the table for certain.</summary>
    /// <param name="isOnItsWay">Whether a record is not yet removed.</param>
    public void Prune(Func<Guid, bool> isOnItsWay) => _done.RemoveWhere(lane =>
    {
        if (lane.IsSending || lane.Count > 0 || lane.MayHaveMore)
            return true;

        lane.Confirmed.RemoveWhere(record => !isOnItsWay(record));
        return lane.Confirmed.Count == 0 && _all.Remove(lane.Lane);
    });
}
