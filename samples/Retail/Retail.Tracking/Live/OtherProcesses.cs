using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Retail.Tracking.Timeline;

namespace Retail.Tracking.Live;

/// <summary>
/// Looks once a second for steps that another process of this service has stored, while anybody watches. It compares the latest steps with
/// those of the look before, and not with the highest time or number seen so far: transactions do not become visible in the order in
/// which they began, and the late one would be missed.
/// </summary>
internal sealed partial class OtherProcesses(
    ChangeFeed feed, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OtherProcesses> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private HashSet<StepKey> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);

        while (await NextTick(timer, stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A database that is away comes back, and so does the next tick.
                LogNotSeen(fault.Message);
            }
        }
    }

    internal async Task Look(CancellationToken cancellationToken)
    {
        // 1. Nobody watches: forget, so that the first look for the next watcher tells of everything that may have come meanwhile.
        if (!feed.IsWatched)
        {
            _seen = [];
            return;
        }

        // 2. See what is new. The steps of this process are among it; a watcher that knows them already sends nothing.
        await using var scope = scopes.CreateAsyncScope();
        var latest = await scope.ServiceProvider.GetRequiredService<TrackingDb>().LatestKeys(cancellationToken);
        var numbers = latest.Where(key => !_seen.Contains(key)).Select(key => key.OrderNumber).Distinct().ToArray();

        // 3. Tell, and remember only then: a look that fails half-way is repeated.
        if (numbers.Length > 0)
            feed.Tell(numbers);
        _seen = [.. latest];
    }

    private static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Tracking cannot look for new steps, and will try again in a second: {Reason}")]
    private partial void LogNotSeen(string reason);
}
