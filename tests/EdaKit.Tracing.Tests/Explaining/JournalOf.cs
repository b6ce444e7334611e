using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>What somebody else's journal might have.</summary>
internal sealed class JournalOf(IReadOnlyList<JournalEntry> entries) : IFlowSource
{
    public Task<IReadOnlyList<JournalEntry>> ReadNewestAsync(int atMost, CancellationToken cancellationToken) => Task.FromResult(entries);

    public Task<IReadOnlyList<Guid>> FindFlowsAsync(string key, string? keyName, int atMost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. entries.Where(entry => entry.Key == key).Select(entry => entry.ConversationId).OfType<Guid>().Distinct()]);

    public Task<IReadOnlyList<JournalEntry>> ReadFlowsAsync(IReadOnlyCollection<Guid> flows, int atMost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. entries.Where(entry => entry.ConversationId is { } flow && flows.Contains(flow))]);

    public Task<IReadOnlyList<JournalEntry>> ReadContractAsync(string contract, int atMost, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. entries.Where(entry => entry.Contract == contract)]);

    public Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken) => Task.FromResult(new FlowEvidence());
}
