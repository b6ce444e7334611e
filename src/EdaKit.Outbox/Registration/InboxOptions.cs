namespace EdaKit.Outbox.Registration;

/// <summary>The bounds of an inbox.</summary>
public sealed class InboxOptions
{
    /// <summary>
    /// How long a handled message is remembered, 1 minute to 10 years. Default 7 days. A duplicate that comes later has its effect again, so
    /// keep it longer than any retry, redelivery and schedule, and than a message may wait in a queue.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often entries older than the window are removed, 1 second to 1 day. Default 10 minutes.</summary>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many entries one statement removes, 1 to 100,000. Default 1,000, so that no lock is held for long.</summary>
    public int CleaningBatchSize { get; set; } = 1000;
}
