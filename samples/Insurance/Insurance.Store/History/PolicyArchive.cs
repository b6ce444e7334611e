using Insurance.Policies;
using Insurance.Store.EventStore;
using Insurance.Store.Writing;
using JasperFx.Events;
using Marten;

namespace Insurance.Store.History;

/// <summary>What a policy was at any moment. Nothing is kept for that: the events up to the moment say it.</summary>
public sealed class PolicyArchive(IDocumentStore store)
{
    /// <summary>A policy at a moment.</summary>
    /// <returns>Null where there was none yet.</returns>
    public async Task<PolicyState?> AtAsync(Guid policyId, Moment moment, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        var events = await ReadAsync(session, policyId, moment, cancellationToken);

        return events is [.., var last]
            ? new(PolicyHistory.Replay(events.Bare())!, last.Version, last.Sequence, last.Timestamp)
            : null;
    }

    /// <summary>All that has happened to a policy, the first event first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Guid policyId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return [.. (await ReadAsync(session, policyId, Moment.Now, cancellationToken)).Select(Describe)];
    }

    // The store takes an instant and no position; a stream is short enough to cut the rest off here.
    private static async Task<IReadOnlyList<IEvent>> ReadAsync(IQuerySession session, Guid policyId, Moment moment, CancellationToken cancellationToken)
    {
        var events = await session.Events.FetchStreamAsync(policyId, timestamp: moment.Instant, token: cancellationToken);
        return moment.Position is { } position ? [.. events.TakeWhile(stored => stored.Sequence <= position)] : events;
    }

    private static TimelineEntry Describe(IEvent stored) => new(
        stored.Version, stored.Sequence, stored.Timestamp, NameOf(stored.EventTypeName), stored.Data,
        stored.GetHeader(EventHeaders.By)?.ToString(), stored.GetHeader(EventHeaders.Why)?.ToString(), stored.CausationId, stored.CorrelationId);

    // 'insurance.stored.cover-changed:v1' is said as 'cover-changed'.
    private static string NameOf(string stored) => stored[(stored.LastIndexOf('.') + 1)..stored.LastIndexOf(':')];
}
