using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Says it to programs: one document when all is over.</summary>
internal sealed class JsonReport(RecordChange change, ChangeOrder order) : IChangeReport
{
    public void Changed(ChangedRecord record)
    {
        // The document has all of them.
    }

    public Task FinishAsync(ChangeResult result, bool isComplete, CancellationToken cancellationToken) =>
        JsonOutput.WriteAsync(new ChangeJson(change, order, result, isComplete), cancellationToken);
}

/// <summary>What a change did as JSON. A released name keeps its meaning.</summary>
internal sealed class ChangeJson(RecordChange change, ChangeOrder order, ChangeResult result, bool isComplete)
{
    public string Action { get; } = change.Name;
    public bool DryRun { get; } = order.IsDryRun;
    public bool Complete { get; } = isComplete;
    public string By { get; } = order.By;
    public string? Reason { get; } = order.Reason;
    public IReadOnlyList<ChangedRecord> Changed { get; } = result.Changed;
    public IReadOnlyList<Guid> Refused { get; } = result.Refused;
    public IReadOnlyList<Guid> Missing { get; } = result.Missing;
}
