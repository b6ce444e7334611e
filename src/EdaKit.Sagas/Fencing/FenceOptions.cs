namespace EdaKit.Sagas.Fencing;

/// <summary>The bounds of a fence.</summary>
public sealed class FenceOptions
{
    /// <summary>
    /// How long an undo is remembered, 1 minute to 10 years. Default 14 days. A command that comes later than that after its undo is let in, so keep it
    /// longer than a command can be late: retries, redelivery, an error queue that a person puts back.
    /// </summary>
    public TimeSpan CommandWindow { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// How long a command that was let in and not undone is remembered, 1 minute to 10 years. Default 365 days. An undo that comes later is told that there is
    /// nothing to undo, so keep it longer than a saga may run, parked for a person included.
    /// </summary>
    public TimeSpan UndoWindow { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How often entries that are older are removed, 1 second to 1 day. Default 10 minutes.</summary>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many entries one statement removes, 1 to 100,000. Default 1,000, so that no lock is held for long.</summary>
    public int CleaningBatchSize { get; set; } = 1000;
}
