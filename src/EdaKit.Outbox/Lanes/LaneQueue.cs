using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Lanes;

/// <summary>What is known of one lane: its head, which may be on its way, and what follows. Touched by the lanes' pump alone.</summary>
internal sealed class LaneQueue(string lane)
{
    private readonly Queue<OutboxRecord> _records = new();

    public string Lane => lane;

    /// <summary>The share to which it belongs.</summary>
    public int Share { get; } = LaneShares.Of(lane);

    public int Count => _records.Count;

    /// <summary>The bytes of the bodies of what is known.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether it stands among those to be sent from.</summary>
    public bool IsReady { get; set; }

    /// <summary>Where it stands among those of which the table has to be asked; null: it does not.</summary>
    public LinkedListNode<LaneQueue>? Dry { get; set; }

    /// <summary>Whether the head is on its way.</summary>
    public bool IsSending { get; set; }

    /// <summary>Whether the table may have more of this lane than is known here.</summary>
    public bool MayHaveMore { get; set; } = true;

    /// <summary>Until when the head pauses after a failure, as the time provider's timestamp; 0: it does not.</summary>
    public long PauseUntil { get; set; }

    /// <summary>
    /// Records that are confirmed and perhaps not yet removed. A read that began before may still find them.
    /// </summary>
    public HashSet<Guid> Confirmed { get; } = [];

    public OutboxRecord? Head => _records.TryPeek(out var head) ? head : null;

    public void Add(OutboxRecord record)
    {
        _records.Enqueue(record);
        Bytes += record.Body.Length;
    }

    /// <summary>The head is done with.</summary>
    public void RemoveHead() => Bytes -= _records.Dequeue().Body.Length;

    /// <summary>Forgets what was read: it is in the table.</summary>
    public void Forget()
    {
        _records.Clear();
        Bytes = 0;
        MayHaveMore = true;
        PauseUntil = 0;
    }
}
