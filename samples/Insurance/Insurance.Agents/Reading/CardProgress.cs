using Insurance.Agents.Cards;
using JasperFx.Events.Projections;
using Marten;

namespace Insurance.Agents.Reading;

/// <summary>Says how far the cards are, and waits for them.</summary>
public sealed class CardProgress(IDocumentStore store, TimeProvider clock)
{
    /// <summary>The longest that a reader may wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>The position up to which all events have been read.</summary>
    public Task<long> PositionAsync(CancellationToken cancellationToken) =>
        store.Advanced.ProjectionProgressFor(new ShardName(PolicyCards.Name), token: cancellationToken);

    /// <summary>Waits until a position is reached, or for so long. It looks at the table, so the projection may run in another process.</summary>
    /// <param name="position">The position, as a command has answered it.</param>
    /// <param name="bound">How long, at most <see cref="LongestWait"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How far it is, reached or not.</returns>
    public async Task<Freshness> WaitAsync(long position, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var patience = bound < LongestWait ? bound : LongestWait;
        long reached;

        while ((reached = await PositionAsync(cancellationToken)) < position && clock.GetElapsedTime(started) < patience)
            await Task.Delay(Poll, clock, cancellationToken);

        return new(reached, position);
    }
}
