namespace EdaKit.Outbox.Registration;

/// <summary>The bounds of a relay.</summary>
public sealed class RelayOptions
{
    /// <summary>
    /// Whether this process relays. Default true. Set it to false where a process only writes and another one, with the same context,
    /// relays.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many records one claim takes at most, 1 to 10,000. Default 1,000.</summary>
    public int BatchSize { get; set; } = 1_000;

    /// <summary>
    /// How many messages may be on their way to the broker at once, 1 to 10,000. Default 2,000. As many again may wait in memory, handed over
    /// by commits of this process, and of records in lanes as many behind those that are on their way. It bounds the relay's memory.
    /// </summary>
    public int MaxInFlight { get; set; } = 2_000;

    /// <summary>
    /// How many bytes the bodies of the messages on their way to the broker may have together, 1 KiB to 16 GiB. Default 64 MiB. As with
    /// <see cref="MaxInFlight"/>, as much again may wait. The last message may exceed it, so that one which is larger by itself is sent too.
    /// </summary>
    public long MaxBytesInFlight { get; set; } = 64L << 20;

    /// <summary>
    /// How often the relay looks into the table by itself, 10 ms to 1 hour, and up to a fifth later, so that processes do not look in step.
    /// Default 1 second. What this process commits is handed over at once; the poll finds what other processes left behind and what has
    /// become due.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a record stays this relay's, by the database's clock, from its storing or its claim. Default 1 minute; at least twice
    /// <see cref="SendTimeout"/>. After a crash, what was committed and not confirmed is sent when it is over.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the broker has to confirm a message, 100 ms to 10 minutes; up to an eighth less, since messages share timers. Default 20 seconds.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// After how many failed attempts a record is parked, 1 to 1,000. Default 10. Attempts during an outage of the broker do not count; what the
    /// broker refuses does.
    /// </summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The shortest pause after a failure, 10 ms to 1 minute. Default 500 ms. It doubles with each failure, and varies by a fifth.</summary>
    public TimeSpan MinBackOff { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause after a failure, up to 1 hour. Default 30 seconds; at least <see cref="MinBackOff"/>.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromSeconds(30);
}
