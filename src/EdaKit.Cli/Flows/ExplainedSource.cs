using EdaKit.Cli.Databases;
using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Cli.Flows;

/// <summary>A journal whose errors say what to do, and in which database.</summary>
internal sealed class ExplainedSource(IFlowSource inner, Database database) : IFlowSource
{
    private static readonly NeededTables Tables = new("edakit_journal", "modelBuilder.AddJournal()", "0007-journal.sql", "select");

    public Task<IReadOnlyList<Guid>> FindFlowsAsync(string key, string? keyName, int atMost, CancellationToken cancellationToken) =>
        ExplainAsync(database, () => inner.FindFlowsAsync(key, keyName, atMost, cancellationToken));

    public Task<IReadOnlyList<JournalEntry>> ReadFlowsAsync(IReadOnlyCollection<Guid> flows, int atMost, CancellationToken cancellationToken) =>
        ExplainAsync(database, () => inner.ReadFlowsAsync(flows, atMost, cancellationToken));

    public Task<IReadOnlyList<JournalEntry>> ReadNewestAsync(int atMost, CancellationToken cancellationToken) =>
        ExplainAsync(database, () => inner.ReadNewestAsync(atMost, cancellationToken));

    public Task<IReadOnlyList<JournalEntry>> ReadContractAsync(string contract, int atMost, CancellationToken cancellationToken) =>
        ExplainAsync(database, () => inner.ReadContractAsync(contract, atMost, cancellationToken));

    public Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken) =>
        ExplainAsync(database, () => inner.AskAsync(question, cancellationToken));

    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static Task<T> ExplainAsync<T>(Database database, Func<Task<T>> work) => database.ExplainAsync(Tables, work);
}
