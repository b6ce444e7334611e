using System.Data.Common;
using Insurance.Policies;
using Insurance.Policies.Events;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;

namespace Insurance.Agents.Cards;

/// <summary>
/// Goes on with a card from where it is. Events that are in it already change nothing, those that are missing before the given ones are fetched, and
/// one that cannot be read or makes no sense ends it.
/// </summary>
internal sealed class CardFold(IQuerySession session, Guid policyId, PolicyCard? card)
{
    private readonly List<PolicyCard> _steps = [];

    /// <summary>The card as far as it has come; null where there is none.</summary>
    public PolicyCard? Card => _steps is [.., var last] ? last : card;

    /// <summary>The card after each event on the way.</summary>
    public IReadOnlyList<PolicyCard> Steps => _steps;

    /// <summary>What has stopped it; null where nothing did.</summary>
    public Exception? Fault { get; private set; }

    private long Reached => Card?.Events ?? 0;

    /// <summary>Goes on with events that have been read.</summary>
    public async Task GoOnAsync(IEnumerable<IEvent> events, CancellationToken cancellationToken)
    {
        foreach (var stored in events.Where(stored => stored.Version > Reached))
        {
            // A hole: the daemon passes over what it cannot read, and while a policy is parked its events are passed over here.
            if (stored.Version > Reached + 1)
                await CatchUpAsync(long.MaxValue, cancellationToken);
            else
                Apply(stored);

            if (Fault is not null)
                return;
        }
    }

    /// <summary>Goes on with what is in the store, one event at a time, so that it comes as far as it can.</summary>
    /// <param name="last">The number of the last event within the policy; a greater one than there is for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CatchUpAsync(long last, CancellationToken cancellationToken)
    {
        var there = Math.Min(last, (await session.Events.FetchStreamStateAsync(policyId, cancellationToken))?.Version ?? 0);

        while (Reached < there && Fault is null)
        {
            var next = Reached + 1;
            try
            {
                Apply(TheOnly(await session.Events.FetchStreamAsync(policyId, next, fromVersion: next, token: cancellationToken), next));
            }
            catch (Exception fault) when (IsOfTheEvents(fault))
            {
                Fault = fault;
            }
        }
    }

    /// <summary>Whether it is an event that is wrong. A database that is away says nothing of the events: whoever has asked tries again.</summary>
    public static bool IsOfTheEvents(Exception fault) =>
        fault is not (OperationCanceledException or DbException or MartenCommandException or IOException or TimeoutException);

    private static IEvent TheOnly(IReadOnlyList<IEvent> read, long version) => read is [var stored]
        ? stored
        : throw new PolicyHistoryException($"Event '{version}' is not in the store. Somebody has deleted it.");

    private void Apply(IEvent stored)
    {
        try
        {
            _steps.Add(PolicyCard.Of(PolicyHistory.After(Card?.Policy, (IPolicyEvent)stored.Data), stored.Version, stored.Sequence, stored.Timestamp));
        }
        catch (Exception wrong) when (IsOfTheEvents(wrong))
        {
            Fault = wrong;
        }
    }
}
