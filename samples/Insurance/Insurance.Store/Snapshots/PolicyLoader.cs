using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Store.History;
using JasperFx.Events;
using Marten;

namespace Insurance.Store.Snapshots;

/// <summary>Makes the state of a policy: from the last snapshot that counts, if there is one, and from the events after it.</summary>
public sealed class PolicyLoader(SnapshotOptions options)
{
    /// <summary>Makes the state of a moment.</summary>
    /// <param name="session">What reads.</param>
    /// <param name="policyId">The policy.</param>
    /// <param name="moment">Up to when events count.</param>
    /// <param name="known">How many events it has at the most, where the caller knows: then a short policy is not asked for snapshots.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PolicyHistoryException">The events cannot have happened in this order.</exception>
    public async Task<LoadedPolicy> LoadAsync(
        IQuerySession session, Guid policyId, Moment moment, CancellationToken cancellationToken, long known = long.MaxValue)
    {
        // 1. Where to begin.
        var snapshot = known < options.Every ? null : await FindAsync(session, policyId, moment, cancellationToken);

        // 2. The events, and the snapshot's own among them: only if that is there still, the snapshot is of this store.
        var events = await ReadAsync(session, policyId, moment, snapshot?.Version ?? 0, cancellationToken);
        if (snapshot is not null && (events is not [var own, ..] || own.Id != snapshot.EventId))
        {
            snapshot = null;
            events = await ReadAsync(session, policyId, moment, 0, cancellationToken);
        }

        // 3. The state, as a replay from the first event on would make it.
        return Replay(snapshot, events);
    }

    private LoadedPolicy Replay(PolicySnapshot? snapshot, IReadOnlyList<IEvent> events)
    {
        var (policy, due) = (snapshot?.Policy, new List<PolicySnapshot>());

        foreach (var stored in events.Where(stored => stored.Version > (snapshot?.Version ?? 0)))
        {
            policy = PolicyHistory.After(policy, (IPolicyEvent)stored.Data);
            if (stored.Version % options.Every == 0)
                due.Add(PolicySnapshot.Of(policy, stored));
        }

        return new(events is [.., var last] ? new(policy!, last.Version, last.Sequence, last.Timestamp) : null, due);
    }

    /// <summary>The latest snapshot that counts at the moment, made by the code of today. What other code has made is not even read.</summary>
    private static async Task<PolicySnapshot?> FindAsync(IQuerySession session, Guid policyId, Moment moment, CancellationToken cancellationToken)
    {
        var (code, position) = (PolicySnapshot.CodeOfToday, moment.Position ?? long.MaxValue);
        var snapshots = session.Query<PolicySnapshot>().Where(snapshot => snapshot.PolicyId == policyId && snapshot.Code == code && snapshot.Position <= position);
        if (moment.Instant is { } instant)
            snapshots = snapshots.Where(snapshot => snapshot.RecordedAt <= instant);

        return await snapshots.OrderByDescending(snapshot => snapshot.Version).FirstOrDefaultAsync(cancellationToken);
    }

    // The store takes an instant and no position; a stream is short enough to cut the rest off here.
    private static async Task<IReadOnlyList<IEvent>> ReadAsync(
        IQuerySession session, Guid policyId, Moment moment, long from, CancellationToken cancellationToken)
    {
        var events = await session.Events.FetchStreamAsync(policyId, timestamp: moment.Instant, fromVersion: from, token: cancellationToken);
        return moment.Position is { } position ? [.. events.TakeWhile(stored => stored.Sequence <= position)] : events;
    }
}
