using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>What a change did or would do, filled as it goes on.</summary>
/// <param name="changed">Hears of each record as it is changed.</param>
internal sealed class ChangeResult(Action<ChangedRecord> changed)
{
    public List<ChangedRecord> Changed { get; } = [];

    public List<Guid> Refused { get; } = [];

    public List<Guid> Missing { get; } = [];

    /// <summary>Whether there was something to change, and all that was meant is changed.</summary>
    public bool IsAll => Changed.Count > 0 && Refused.Count == 0 && Missing.Count == 0;

    public void Add(ChangedRecord record)
    {
        Changed.Add(record);
        changed(record);
    }

    /// <summary>Adds what was left alone; what was changed has been added already.</summary>
    public void AddRest(RecordResult part)
    {
        Refused.AddRange(part.Refused);
        Missing.AddRange(part.Missing);
    }
}
