using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Keeps what was done to each record in a file, with the time, the database, who and why.</summary>
internal sealed class ChangeFile(LogFile file, string database, RecordChange change, ChangeOrder order, IChangeReport rest) : IChangeReport
{
    /// <summary>First the file, then the terminal: what scrolls away is written down by then.</summary>
    public void Changed(ChangedRecord record)
    {
        file.Append(new { At = TimeProvider.System.GetUtcNow(), Database = database, Action = change.Name, record.Id, record.MessageTypes, order.By, order.Reason });
        rest.Changed(record);
    }

    public Task FinishAsync(ChangeResult result, bool isComplete, CancellationToken cancellationToken) => rest.FinishAsync(result, isComplete, cancellationToken);
}
