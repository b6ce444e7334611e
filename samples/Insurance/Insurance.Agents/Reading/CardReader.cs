using Insurance.Agents.Cards;
using Marten;

namespace Insurance.Agents.Reading;

/// <summary>Finds cards.</summary>
public sealed class CardReader(IDocumentStore store)
{
    private const int AtMost = 30;

    public async Task<PolicyCard?> FindAsync(Guid policyId, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<PolicyCard>(policyId, cancellationToken);
    }

    /// <summary>The latest cards in which all words occur, at most 30.</summary>
    /// <param name="words">Parts of a number, a name, a registration, a model, a town or a region.</param>
    /// <param name="activeOn">Only policies that are in force or suspended on this day, also where they are cancelled for a later one; null for all.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<PolicyCard>> SearchAsync(string words, DateOnly? activeOn, CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        IQueryable<PolicyCard> cards = session.Query<PolicyCard>();

        foreach (var word in WordsOf(words))
            cards = cards.Where(card => card.SearchText.Contains(word));
        if (activeOn is { } day)
            cards = cards.Where(card => card.IsActive && card.Until > day);

        return await cards.OrderByDescending(card => card.Position).Take(AtMost).ToListAsync(cancellationToken);
    }

    /// <summary>The words as they are looked for.</summary>
    internal static string[] WordsOf(string words) => words.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
