using JasperFx.Events.Projections;
using Marten.Events.Daemon.Coordination;

namespace Insurance.Agents.Cards;

/// <summary>Throws the cards away, and makes them anew out of the events: after a change of what a card holds, or of the code that makes it.</summary>
public sealed class CardRebuild(IProjectionCoordinator coordinator)
{
    /// <summary>
    /// Rebuilds, in the process that keeps the cards. Commands go on meanwhile; who reads sees a part of the cards, and by their position how far
    /// they are.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var daemon = coordinator.DaemonForMainDatabase();
        await daemon.RebuildProjectionAsync(PolicyCards.Name, cancellationToken);

        // The coordinator leaves a projection alone that was stopped, as for a rebuild it is.
        await daemon.StartAgentAsync(new ShardName(PolicyCards.Name), cancellationToken);
    }
}
