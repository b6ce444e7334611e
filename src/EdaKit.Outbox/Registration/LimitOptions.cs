namespace EdaKit.Outbox.Registration;

/// <summary>
/// How full an outbox may become before it holds up those who fill it. Default: without limits. A limit is for the time when messages cannot leave as fast as
/// they come: the broker is away, or the relay too slow. It is looked at where a message is published or sent, before the work is saved.
/// </summary>
/// <remarks>
/// <para>Consumers are never rejected at once: one that publishes waits before its transaction begins, with <see cref="LimitPolicy.Reject"/> too,
/// since its queue is the better place for what has to wait. Then it throws, and the endpoint's retry decides.</para>
/// <para>The table is counted once every <see cref="Interval"/> while messages come, no further than the limit. In between, a process knows what it has
/// stored itself and takes nothing for sent; other processes may overshoot by what they store in that time. Where a count is overdue by 30 seconds, since the database cannot be asked, nobody is held up.</para>
/// <para>On SQLite, publish before the transaction writes: while it holds the file, the relay cannot remove what would have to go first.</para>
/// </remarks>
public sealed class LimitOptions
{
    /// <summary>
    /// How many messages may wait that could be sent, 1 to 10,000,000; null for no limit. Default null. Delayed, held and parked ones do not count, nor do
    /// those that are on their way.
    /// </summary>
    public int? Depth { get; set; }

    /// <summary>
    /// For how long the oldest of them may have waited, 1 second to 30 days; null for no limit. Default null. Of a long backlog, the thousand that are
    /// next are looked at.
    /// </summary>
    public TimeSpan? Age { get; set; }

    /// <summary>What happens to more messages. Default <see cref="LimitPolicy.Warn"/>.</summary>
    public LimitPolicy WhenReached { get; set; } = LimitPolicy.Warn;

    /// <summary>How long a publish, a send or a consumer waits at most, 100 ms to 10 minutes. Default 10 seconds.</summary>
    public TimeSpan WaitAtMost { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the table is counted while messages come, 100 ms to 1 minute. Default 1 second.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    internal bool AreSet => Depth is not null || Age is not null;
}
