using Insurance.Store.Snapshots;
using Insurance.Store.Writing;
using JasperFx.Events;
using Marten;

namespace Insurance.Store.History;

/// <summary>What a policy was at any moment: the events up to it say that.</summary>
public sealed class PolicyArchive(IDocumentStore store, PolicyLoader loader)
{
    /// <summary>A policy at a moment.</summary>
    /// <returns>Null where there was none yet.</returns>
    public async Task<PolicyState?> AtAsync(Guid policyId, Moment moment, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return (await loader.LoadAsync(session, policyId, moment, cancellationToken)).State;
    }

    /// <summary>All that has happened to a policy, the first event first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Guid policyId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return [.. (await session.Events.FetchStreamAsync(policyId, token: cancellationToken)).Select(Describe)];
    }

    private static TimelineEntry Describe(IEvent stored) => new(
        stored.Version, stored.Sequence, stored.Timestamp, NameOf(stored.EventTypeName), stored.Data,
        stored.GetHeader(EventHeaders.By)?.ToString(), stored.GetHeader(EventHeaders.Why)?.ToString(), stored.CausationId, stored.CorrelationId,
        stored.GetHeader(EventHeaders.Trace)?.ToString());

    // 'insurance.stored.cover-changed:v1' is said as 'cover-changed'.
    private static string NameOf(string stored) => stored[(stored.LastIndexOf('.') + 1)..stored.LastIndexOf(':')];
}
