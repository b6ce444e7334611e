using EdaKit.EntityFrameworkCore.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Fencing;

/// <summary>
/// Removes what is older than the fence's windows, a bounded number at a time. One process at a time does it: the one that has the lease.
/// </summary>
internal sealed class FenceCleaner(FenceBinding binding, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FenceCleaner> logger)
    : BackgroundService
{
    private const string Lease = "fence/cleaning";

    private readonly FenceOptions _options = binding.Options;
    private readonly Guid _holder = Guid.CreateVersion7();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // 1. Wait until the configuration is checked, which comes after the start of this: with an interval that is out of range, this would run in circles.
        await StartedAsync(stoppingToken);

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 2. Wait: there is no hurry, and at the start of a process others matter more.
                await Task.Delay(_options.CleaningInterval, time, stoppingToken);

                // 3. Remove batch by batch until one is not full.
                var removed = await CleanAsync(stoppingToken);
                if (removed > 0)
                    FenceLog.Cleaned(logger, removed, binding.ContextType.Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 4. Whatever went wrong, the next round comes.
                FenceLog.CleaningFailed(logger, error, binding.ContextType.Name, _options.CleaningInterval);
            }
        }
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    internal async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = binding.ContextOf(scope.ServiceProvider);

        // Until the next round nobody else comes to the same idea; should this process die, somebody does then.
        if ((await LeaseStore.TakeAsync(context, _holder, [Lease], _options.CleaningInterval, cancellationToken)).Count == 0)
            return 0;

        return await RemoveAsync(atMost => FenceStore.ForgetClosedAsync(context, _options.CommandWindow, atMost, cancellationToken))
            + await RemoveAsync(atMost => FenceStore.ForgetEnteredAsync(context, _options.UndoWindow, atMost, cancellationToken));
    }

    private async Task<int> RemoveAsync(Func<int, Task<int>> forget)
    {
        var removed = 0;
        int batch;

        do
        {
            batch = await forget(_options.CleaningBatchSize);
            removed += batch;
        }
        while (batch == _options.CleaningBatchSize);

        return removed;
    }
}
