using Insurance.Agents.Cards;
using Insurance.Store.Reading;
using JasperFx.Events.Projections;
using Marten;

namespace Insurance.Agents.Reading;

/// <summary>Says how far the cards are, and waits for them. It looks at the table, so the projection may run in another process.</summary>
public sealed class CardProgress(IDocumentStore store, TimeProvider clock) : ReadModelProgress(clock)
{
    public override Task<long> PositionAsync(CancellationToken cancellationToken) =>
        store.Advanced.ProjectionProgressFor(new ShardName(PolicyCards.Name), token: cancellationToken);
}
