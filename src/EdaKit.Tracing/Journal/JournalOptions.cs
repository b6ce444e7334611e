using System.Reflection;

namespace EdaKit.Tracing.Journal;

/// <summary>What a journal keeps, and for how long.</summary>
public sealed class JournalOptions
{
    /// <summary>The name under which this process writes: 1 to 200 characters. Default: the name of the assembly that was started.</summary>
    public string Service { get; set; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "unknown";

    /// <summary>
    /// How long an entry is kept: 1 minute to 10 years. It is no audit trail: what is older is removed, and nobody can say any more why something happened. Default: 7 days.
    /// </summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often old entries are removed, by one process at a time: 1 second to 1 day. Default: 1 minute.</summary>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many entries one statement removes, and so for how long it holds locks at most: 1 to 100,000. Default: 5,000.</summary>
    public int CleaningBatchSize { get; set; } = 5_000;

    /// <summary>
    /// How many entries may wait for a transaction of their own, such as those of faults, while the database is slow or away: 1 to 1,000,000. Beyond that they are
    /// dropped and counted (<c>edakit.journal.dropped</c>). Default: 10,000.
    /// </summary>
    public int QueueLimit { get; set; } = 10_000;
}
