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
    private readonly HashSet<LaneQueue> _dry = [];
    private readonly HashSet<LaneQueue> _done = [];
    private readonly LinkedList<LaneQueue> _ready = new();

    /// <summary>How many lanes are known.</summary>
    public int Count => _all.Count;

    /// <summary>How many records of them are in memory.</summary>
    public int Records { get; private set; }

    /// <summary>Those of which nothing is in memory, and the table may have more.</summary>
    public IReadOnlyCollection<LaneQueue> Dry => _dry;

    /// <summary>Those whose head waits to be sent, some of them in a pause.</summary>
    public LinkedList<LaneQueue> Ready => _ready;

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
        else
        {
            (lane.MayHaveMore ? _dry : _done).Add(lane);
        }
    }

    /// <summary>Takes what was read of a lane.</summary>
    /// <param name="lane">A lane that was dry.</param>
    /// <param name="heads">Its first records, in order.</param>
    /// <param name="mayHaveMore">Whether there may be more behind them.</param>
    /// <returns>Whether the lane is blocked behind a record that is set aside.</returns>
    public bool Take(LaneQueue lane, List<LaneHead> heads, bool mayHaveMore)
    {
        _dry.Remove(lane);
        lane.MayHaveMore = mayHaveMore;
        lane.Confirmed.IntersectWith(heads.Select(head => head.Record.Id));

        // Those before one that is set aside may go; where one is put back, it comes first.
        foreach (var head in heads.TakeWhile(head => !head.IsBehind).Where(head => !lane.Confirmed.Contains(head.Record.Id)))
        {
            if (lane.Count == 0 && head.Pause > TimeSpan.Zero)
                Pause(lane, head.Pause);

            lane.Add(head.Record);
            Records++;
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
        lane.RemoveHead();
        lane.PauseUntil = 0;
        Records--;
    }

    /// <summary>Lets the head of a lane rest.</summary>
    public void Pause(LaneQueue lane, TimeSpan pause) => lane.PauseUntil = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether the head of a lane rests.</summary>
    public bool IsPausing(LaneQueue lane) => lane.PauseUntil != 0 && lane.PauseUntil > time.GetTimestamp();

    /// <summary>Forgets what was read of a lane: it is in the table.</summary>
    public void Forget(LaneQueue lane)
    {
        Records -= lane.Count;
        lane.Forget();
    }

    /// <summary>Forgets a lane: it is another's.</summary>
    public void Drop(LaneQueue lane)
    {
        _dry.Remove(lane);
        _done.Remove(lane);
        if (lane.IsReady)
            _ready.Remove(lane);

        lane.IsReady = false;
        Forget(lane);
        _all.Remove(lane.Lane);
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
