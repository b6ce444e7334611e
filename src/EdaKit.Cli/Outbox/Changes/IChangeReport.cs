namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Says what a change did. What an implementer owes: it says of each record by whom and why, for that is the only trace of it.</summary>
internal interface IChangeReport
{
    /// <summary>A record is changed or, in a dry run, would be.</summary>
    void Changed(ChangedRecord record);

    /// <summary>The change is over.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="isComplete">False where it broke off; the error is told elsewhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task FinishAsync(ChangeResult result, bool isComplete, CancellationToken cancellationToken);
}
