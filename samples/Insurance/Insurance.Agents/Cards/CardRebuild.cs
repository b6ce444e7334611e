using JasperFx;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Microsoft.Extensions.Hosting;
using IProjectionCoordinator = Marten.Events.Daemon.Coordination.IProjectionCoordinator;

namespace Insurance.Agents.Cards;

/// <summary>Throws the cards away, and makes them anew out of the events: after a change of what a card holds, or of the code that makes it.</summary>
public sealed class CardRebuild(IProjectionCoordinator coordinator, IHostApplicationLifetime lifetime, TimeProvider clock) : IDisposable
{
    /// <summary>The daemon's own bound of five minutes is too little for a large store.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(12);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string Cards = new ShardName(PolicyCards.Name).Identity;

    // Two at once would throw away what the other one has made.
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>
    /// Rebuilds, in the process that keeps the cards. Commands go on meanwhile; who reads sees a part of the cards, and by their position how far
    /// they are. It ends with the process alone, and the next one goes on with it: whoever has asked for it may go.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the rebuild before this one, and none that has begun.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await RebuildAsync(coordinator.DaemonForMainDatabase(), lifetime.ApplicationStopping);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task RebuildAsync(IProjectionDaemon daemon, CancellationToken stopping)
    {
        try
        {
            await daemon.RebuildProjectionAsync(PolicyCards.Name, AtMost, stopping);
        }
        finally
        {
            // The coordinator leaves a projection alone that was stopped, as for a rebuild it is, whatever has become of that. A database that is away
            // fails the start too.
            while (!stopping.IsCancellationRequested && !await IsStartedAsync(daemon, stopping))
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stopping.ThrowIfCancellationRequested();
    }

    private static async Task<bool> IsStartedAsync(IProjectionDaemon daemon, CancellationToken stopping)
    {
        await daemon.StartAgentAsync(Cards, stopping);
        return daemon.StatusFor(Cards) == AgentStatus.Running;
    }
}
