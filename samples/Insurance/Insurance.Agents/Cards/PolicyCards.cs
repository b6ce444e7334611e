using Insurance.Agents.Parking;
using Insurance.Agents.Past;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Insurance.Agents.Cards;

/// <summary>
/// Keeps the cards. Marten's daemon reads the events in the order of their positions, and stores cards, their revisions and its own position in one
/// transaction, so each event counts once however often a process dies. A policy whose events make no sense is parked, and the others go on.
/// </summary>
public sealed class PolicyCards(TimeProvider clock) : IProjection
{
    /// <summary>Under this name the daemon keeps its position. With another one it would read everything anew.</summary>
    public const string Name = "policy-cards";

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var policies = events.ToLookup(stored => stored.StreamId);
        var ids = policies.Select(policy => policy.Key).ToArray();
        var steps = new List<PolicyCard>();

        // 1. What is there of these policies.
        var parked = (await operations.LoadManyAsync<ParkedPolicy>(cancellation, ids)).Select(policy => policy.Id).ToHashSet();
        var cards = (await operations.LoadManyAsync<PolicyCard>(cancellation, ids)).ToDictionary(card => card.Id);

        foreach (var policy in policies.Where(policy => !parked.Contains(policy.Key)))
        {
            // 2. Each goes on by itself.
            var fold = new CardFold(operations, policy.Key, cards.GetValueOrDefault(policy.Key));
            await fold.GoOnAsync(policy, cancellation);
            steps.AddRange(fold.Steps);

            // 3. Never back: somebody who resumes a policy may have come further meanwhile.
            if (fold.Steps is [.., var card])
                operations.TryUpdateRevision(card, card.Events);
            if (fold.Fault is { } fault)
                operations.Store(ParkedPolicy.Of(policy.Key, fold.Card, fault, clock.GetUtcNow()));
        }

        // 4. What can be searched for at any moment.
        CardRevisions.Add(operations, steps);
    }
}
