namespace EdaKit.Outbox.Records;

/// <summary>
/// A message stored in the business transaction, waiting for the relay. It is part of the application's model so that migrations make its
/// table; applications do not read or write it through EF Core.
/// </summary>
public sealed class OutboxRecord
{
    internal const int LongestError = 2000;
    internal const int LongestLane = 200;

    /// <summary>The record's id, made by the client, ascending within a process.</summary>
    public Guid Id { get; set; }

    /// <summary>The message's id, under which consumers recognize a duplicate.</summary>
    public Guid MessageId { get; set; }

    /// <summary>
    /// Where the message goes. Relative to the bus's host where it was captured for that host, so that the host may move while records wait.
    /// </summary>
    public string Destination { get; set; } = "";

    /// <summary>The URNs of the message's types, the most specific first, separated by <c>;</c>.</summary>
    public string MessageTypes { get; set; } = "";

    /// <summary>The body's content type.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>The body as it was serialized when the message was captured. It is never serialized again.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Ids, addresses, headers and transport properties, as JSON.</summary>
    public string Properties { get; set; } = "";

    /// <summary>When the message was captured, by the application's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long CapturedAt { get; set; }

    /// <summary>
    /// From when on a relay may take the record, by the database's clock, in milliseconds since 1970-01-01 UTC. 0: at once. A relay that
    /// takes it moves this to the end of its lease. Null: parked.
    /// </summary>
    public long? AvailableAt { get; set; }

    /// <summary>The relay that holds the lease, if any.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>How often sending failed for a reason that lies with this record.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; set; }

    /// <summary>When the record was set aside for a person, by the database's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long? ParkedAt { get; set; }

    /// <summary>
    /// The lane in which the record waits: records of one lane are sent one after the other, in the order of <see cref="Position"/>. Null: in
    /// no order.
    /// </summary>
    public string? Lane { get; set; }

    /// <summary>
    /// The place in its lane, given by the database in the order of the commits. Places are not without gaps. Without a lane it means nothing.
    /// </summary>
    public long Position { get; set; }

    /// <summary>By which a scheduled message is cancelled. Null: it is not a scheduled one.</summary>
    public Guid? Token { get; set; }

    /// <summary>What <see cref="Properties"/> says, where this process has written it itself.</summary>
    internal RecordProperties? Written { get; init; }

    /// <summary>When a scheduled message is due, by the database's clock, in milliseconds since 1970-01-01 UTC; null: it is not a scheduled one.</summary>
    internal long? DueAt { get; init; }

    /// <summary>Since when it was due as a claim took it, by the database's clock, in milliseconds since 1970-01-01 UTC; null where that is not known.</summary>
    internal long? DueSince { get; set; }

    /// <summary>Whether the record has to wait for its time, which the table alone knows to have come.</summary>
    internal bool WaitsForItsTime => DueAt is not null || Delay > TimeSpan.Zero;

    /// <summary>How long after its capture a delayed message is due; zero: at once.</summary>
    internal TimeSpan Delay { get; init; }

    /// <summary>When it was captured, by the counter of elapsed time of this process.</summary>
    internal long CapturedTimestamp { get; init; }
}
