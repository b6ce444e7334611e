using EdaKit.Evidence;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>The journal of one service, and what its packages know. A <see cref="FlowExplainer"/> puts several together.</summary>
/// <remarks>
/// <c>UseJournal</c> and <c>AddFlowSource</c> register one for a context. An implementer only reads, bounds what it answers with, and is safe for concurrent calls.
/// </remarks>
public interface IFlowSource
{
    /// <summary>Finds the flows in which a business key came up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyName">The member that is the key, such as <c>OrderNumber</c>, or what it is the key of, such as <c>order</c>; null: any.</param>
    /// <param name="atMost">How many at most, the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their conversation ids.</returns>
    Task<IReadOnlyList<Guid>> FindFlowsAsync(string key, string? keyName, int atMost, CancellationToken cancellationToken = default);

    /// <summary>Reads all entries of flows.</summary>
    /// <param name="flows">Their conversation ids.</param>
    /// <param name="atMost">How many entries at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries, in no order.</returns>
    Task<IReadOnlyList<JournalEntry>> ReadFlowsAsync(IReadOnlyCollection<Guid> flows, int atMost, CancellationToken cancellationToken = default);

    /// <summary>Reads the newest entries of all flows, from which is learned who publishes what.</summary>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries, without keys and notes, in no order.</returns>
    Task<IReadOnlyList<JournalEntry>> ReadNewestAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Reads the newest entries of one contract, for one that is so rare that it is not among the newest of all. It may read the whole journal.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entries, without keys and notes, in no order.</returns>
    Task<IReadOnlyList<JournalEntry>> ReadContractAsync(string contract, int atMost, CancellationToken cancellationToken = default);

    /// <summary>Asks all packages that keep something beside the journal.</summary>
    /// <param name="question">Of what.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What they know, together.</returns>
    Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken = default);
}

/// <summary>The source of one context.</summary>
/// <typeparam name="TDb">The context.</typeparam>
public interface IFlowSource<TDb> : IFlowSource;
