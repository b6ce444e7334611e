using Insurance.Agents.Cards;
using Insurance.Agents.Reading;
using Insurance.Store.History;
using Marten;

namespace Insurance.Agents.Past;

/// <summary>
/// The cards as they were at any moment. Which revisions held then, a table says; the cards themselves are made again, by the same fold out of the same
/// events. What the projection has not read yet is not in it, as it is not in the cards.
/// </summary>
public sealed class CardArchive
{
    private const int AtMost = 30;

    private readonly IDocumentStore _store;
    private readonly CardRevisions _revisions;

    internal CardArchive(IDocumentStore store, CardRevisions revisions) => (_store, _revisions) = (store, revisions);

    /// <summary>A card as it was.</summary>
    /// <returns>Null where there was none yet.</returns>
    public async Task<PolicyCard?> FindAsync(Guid policyId, Moment moment, CancellationToken cancellationToken)
    {
        await using var session = _store.QuerySession();
        return await _revisions.FindAsync(policyId, moment, cancellationToken) is { } revision
            ? await CardAsync(session, policyId, revision.Events, cancellationToken)
            : null;
    }

    /// <summary>The cards of a moment in which all words occur, at most 30, the latest of then first.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="words">Parts of a number, a name, a registration, a model, a town or a region, as they were then.</param>
    /// <param name="activeOn">Only policies that, as was known then, are in force or suspended on this day, also where they are cancelled for a later one; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<PolicyCard>> SearchAsync(Moment moment, string words, DateOnly? activeOn, CancellationToken cancellationToken)
    {
        var cards = new List<PolicyCard>();
        await using var session = _store.QuerySession();

        foreach (var revision in await _revisions.SearchAsync(moment, CardReader.WordsOf(words), activeOn, AtMost, cancellationToken))
        {
            if (await CardAsync(session, revision.PolicyId, revision.Events, cancellationToken) is { } card)
                cards.Add(card);
        }

        return cards;
    }

    /// <summary>The cards that are otherwise at the end of the second of two days than at the end of the first, the latest change first.</summary>
    public async Task<CardDifference> DifferenceAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (earlier, later) = (Moment.EndOf(from).Instant!.Value, Moment.EndOf(to).Instant!.Value);
        var revised = await _revisions.ChangedAsync(earlier, later, AtMost, cancellationToken);
        var changes = new List<CardChange>();
        await using var session = _store.QuerySession();

        foreach (var (id, before, after, _) in revised)
        {
            var (old, changed) = (await CardAsync(session, id, before, cancellationToken), await CardAsync(session, id, after, cancellationToken));
            changes.Add(new(id, before, after, changed?.Policy.Number, PolicyFacts.Difference(FactsOf(old, from), FactsOf(changed, to))));
        }

        return new(revised is [{ Policies: var count }, ..] ? count : 0, changes);
    }

    /// <summary>The day on which the last event up to a position was recorded; null where there is none.</summary>
    public Task<DateOnly?> DayOfAsync(long position, CancellationToken cancellationToken) => _revisions.DayOfAsync(position, cancellationToken);

    private static IReadOnlyList<Fact> FactsOf(PolicyCard? card, DateOnly day) => card is null ? [] : PolicyFacts.Of(card.Policy, day);

    private static async Task<PolicyCard?> CardAsync(IQuerySession session, Guid policyId, long events, CancellationToken cancellationToken)
    {
        if (events == 0)
            return null;

        var fold = new CardFold(session, policyId, null);
        try
        {
            await fold.GoOnAsync(await session.Events.FetchStreamAsync(policyId, events, token: cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (CardFold.IsOfTheEvents(fault))
        {
            // Somebody has changed an event since. One at a time, the card comes as far as it can.
            await fold.CatchUpAsync(events, cancellationToken);
        }

        return fold.Card;
    }
}
