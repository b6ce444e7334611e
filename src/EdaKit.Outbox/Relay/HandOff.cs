using System.Collections.Concurrent;
using System.Threading.Channels;
using EdaKit.Outbox.News;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// Hands records from the commit that stored them to the relay of this process, without asking the database for them: they are stored as
/// already leased to it. Should the process die, their lease lapses, and any relay finds them. Safe for use by many threads.
/// </summary>
internal abstract class HandOff(RelayOptions options, NewsDesk news, TimeProvider time)
{
    private readonly RelaySignal _wake = new();
    private readonly Channel<OutboxRecord> _records = Channel.CreateUnbounded<OutboxRecord>(new() { SingleReader = true });
    private readonly ConcurrentQueue<Guid> _doubtful = new();
    private Guid _relay;
    private volatile bool _isOpen;
    private int _promised;
    private long _promisedBytes;
    private int _look;

    /// <summary>The database's clock, by which leases go.</summary>
    public StoreClock Clock { get; } = new(time);

    /// <summary>Whether the relay takes records: it runs, has no backlog, and knows the time.</summary>
    public bool IsOpen => _isOpen && Clock.Now is not null;

    /// <summary>How many records have a promise of a place: saved and not yet committed, or waiting for the relay to start them.</summary>
    public int Promised => Volatile.Read(ref _promised);

    /// <summary>Lets the relay take records, or not: while it catches up with a backlog, or the broker is away, they wait in the table.</summary>
    public void Open(Guid relay, bool isOpen)
    {
        _relay = relay;
        _isOpen = isOpen;
    }

    /// <summary>
    /// Promises records a place, and marks them as leased to this relay, before they are saved. All of them or none: as much as the relay may
    /// have in flight, which bounds its memory.
    /// </summary>
    public bool TryPromise(IReadOnlyCollection<OutboxRecord> records)
    {
        if (!_isOpen || Clock.Now is not { } now)
            return false;

        var bytes = RecordRoom.BytesOf(records);
        if (Interlocked.Add(ref _promised, records.Count) > options.MaxInFlight | Interlocked.Add(ref _promisedBytes, bytes) > options.MaxBytesInFlight)
        {
            Forget(records.Count, bytes);
            return false;
        }

        foreach (var record in records)
        {
            record.ClaimedBy = _relay;
            record.AvailableAt = now + (long)options.Lease.TotalMilliseconds;
        }

        return true;
    }

    /// <summary>When a delayed record is due, by the database's clock; null where that is not known.</summary>
    public long? DueAt(OutboxRecord record) =>
        Clock.Now + (long)(record.Delay - time.GetElapsedTime(record.CapturedTimestamp)).TotalMilliseconds;

    /// <summary>Takes a promise back: the records were not stored.</summary>
    public void Forget(IReadOnlyCollection<OutboxRecord> records) => Forget(records.Count, RecordRoom.BytesOf(records));

    /// <summary>Delivers records that were promised a place, now that they are committed.</summary>
    public void Deliver(IEnumerable<OutboxRecord> records)
    {
        foreach (var record in records)
            _records.Writer.TryWrite(record);

        _wake.Set();
    }

    /// <summary>Gives up the leases of records of which nobody knows whether they were stored; the relay then looks for them.</summary>
    public void Doubt(IReadOnlyCollection<OutboxRecord> records)
    {
        foreach (var record in records)
            _doubtful.Enqueue(record.Id);

        Forget(records);
        Look();
    }

    /// <summary>
    /// Tells the relay that there are records in the table that are leased to nobody: this process's, and where it has none, the others'.
    /// </summary>
    public void Look()
    {
        if (options.Enabled)
            Heard();
        else
            news.OutsideLanes();
    }

    /// <summary>Tells the relay of this process to look into the table.</summary>
    public void Heard()
    {
        Volatile.Write(ref _look, 1);
        _wake.Set();
    }

    /// <summary>Whether there was reason to look into the table since the last question.</summary>
    public bool TakeLook() => Interlocked.Exchange(ref _look, 0) == 1;

    /// <summary>The records that are in doubt.</summary>
    public List<Guid> TakeDoubtful()
    {
        var doubtful = new List<Guid>();
        while (_doubtful.TryDequeue(out var record))
            doubtful.Add(record);

        return doubtful;
    }

    /// <summary>
    /// The next record, unless its lease has too little time left to send it: after a commit that took that long, another relay may have it.
    /// </summary>
    public bool TryTake(out OutboxRecord record)
    {
        while (_records.Reader.TryRead(out record!))
        {
            Forget(1, record.Body.Length);
            if (record.AvailableAt - (long)options.SendTimeout.TotalMilliseconds > Clock.Now)
                return true;
        }

        return false;
    }

    private void Forget(int count, long bytes)
    {
        Interlocked.Add(ref _promised, -count);
        Interlocked.Add(ref _promisedBytes, -bytes);
    }

    /// <summary>Waits until something was delivered or there is reason to look, at most for a time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, time, cancellationToken);
}

/// <summary>The hand-off of one context.</summary>
internal sealed class HandOff<TDb>(OutboxOptions options, NewsDesk<TDb> news, TimeProvider time) : HandOff(options.Relay, news, time)
    where TDb : DbContext;
