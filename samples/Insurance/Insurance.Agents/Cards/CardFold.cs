using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Insurance.Policies;
using Insurance.Policies.Events;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;

namespace Insurance.Agents.Cards;

/// <summary>
/// Goes on with a card from where it is. Events that are in it already change nothing, and those that are missing before the given ones are fetched.
/// </summary>
internal static class CardFold
{
    /// <summary>Goes on with events that have been read.</summary>
    /// <returns>The card as far as it comes, null where there is none; and what stopped it, null where nothing did.</returns>
    public static async Task<(PolicyCard? Card, Exception? Fault)> GoOnAsync(
        IQuerySession session, Guid policyId, PolicyCard? card, IEnumerable<IEvent> events, CancellationToken cancellationToken)
    {
        foreach (var stored in events.Where(stored => stored.Version > Reached(card)))
        {
            // A hole: the daemon passes over what it cannot read, and while a policy is parked its events are passed over here.
            if (stored.Version > Reached(card) + 1)
                return await CatchUpAsync(session, policyId, card, cancellationToken);

            if (!TryApply(stored, ref card, out var fault))
                return (card, fault);
        }

        return (card, null);
    }

    /// <summary>Goes on with all that is in the store, one event at a time, so that it comes as far as it can.</summary>
    /// <returns>As above.</returns>
    public static async Task<(PolicyCard? Card, Exception? Fault)> CatchUpAsync(
        IQuerySession session, Guid policyId, PolicyCard? card, CancellationToken cancellationToken)
    {
        var last = (await session.Events.FetchStreamStateAsync(policyId, cancellationToken))?.Version ?? 0;

        while (Reached(card) < last)
        {
            var next = Reached(card) + 1;
            try
            {
                var stored = TheOnly(await session.Events.FetchStreamAsync(policyId, next, fromVersion: next, token: cancellationToken), next);
                if (!TryApply(stored, ref card, out var fault))
                    return (card, fault);
            }
            catch (Exception fault) when (IsOfTheEvents(fault))
            {
                return (card, fault);
            }
        }

        return (card, null);
    }

    private static long Reached(PolicyCard? card) => card?.Events ?? 0;

    private static IEvent TheOnly(IReadOnlyList<IEvent> read, long version) => read is [var stored]
        ? stored
        : throw new PolicyHistoryException($"Event '{version}' is not in the store. Somebody has deleted it.");

    private static bool TryApply(IEvent stored, ref PolicyCard? card, [NotNullWhen(false)] out Exception? fault)
    {
        try
        {
            card = PolicyCard.Of(PolicyHistory.After(card?.Policy, (IPolicyEvent)stored.Data), stored.Version, stored.Sequence, stored.Timestamp);
            fault = null;
            return true;
        }
        catch (Exception wrong) when (IsOfTheEvents(wrong))
        {
            fault = wrong;
            return false;
        }
    }

    /// <summary>A database that is away says nothing of the events: the daemon tries again.</summary>
    private static bool IsOfTheEvents(Exception fault) =>
        fault is not (OperationCanceledException or DbException or MartenCommandException or IOException or TimeoutException);
}
