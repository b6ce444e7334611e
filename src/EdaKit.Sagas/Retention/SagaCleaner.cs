using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Retention;

/// <summary>Removes ended instances that have outlived their retention, with their timelines, a bounded number at a time. One process at a time does it.</summary>
internal sealed class SagaCleaner<TDb>(SagaOptions options, SagaRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<SagaCleaner<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    private const string Lease = "sagas/cleaning";

    private readonly Guid _holder = NewId.NextGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Wait: there is no hurry, and at the start of a process others matter more.
                await Task.Delay(options.CleaningInterval, time, stoppingToken);

                // 2. Remove batch by batch until one is not full.
                var removed = await CleanAsync(stoppingToken);
                if (removed > 0)
                    SagaLog.Cleaned(logger, removed, typeof(TDb).Name, options.Retention);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 3. Whatever went wrong, the next round comes.
                SagaLog.CleaningFailed(logger, error, typeof(TDb).Name, options.CleaningInterval);
            }
        }
    }

    internal async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();

        // Until the next round nobody else comes to the same idea; should this process die, somebody does then.
        if ((await LeaseStore.TakeAsync(context, _holder, [Lease], options.CleaningInterval, cancellationToken)).Count == 0)
            return 0;

        var removed = 0;

        foreach (var table in EndedInstances.TablesOf(context))
            removed += await DrainAsync(() => EndedInstances.RemoveAsync(context, table, options, cancellationToken));

        await DrainAsync(() => OldEntries.RemoveAsync(context, registry.PlainNames, options, cancellationToken));
        return removed;
    }

    private async Task<int> DrainAsync(Func<Task<int>> removeBatch)
    {
        var removed = 0;
        int batch;

        do
        {
            batch = await removeBatch();
            removed += batch;
        }
        while (batch == options.CleaningBatchSize);

        return removed;
    }
}
