using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Retention;

/// <summary>Work on the stored sagas that comes again and again, and that one process at a time does: the one that has the lease.</summary>
/// <param name="lease">The lease's name.</param>
/// <param name="options">How often it comes.</param>
/// <param name="scopes">Makes the scope of each round.</param>
/// <param name="time">Tells when the next round is.</param>
/// <param name="logger">Hears of rounds that fail.</param>
internal abstract class SagaRound<TDb>(string lease, SagaOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger logger) : BackgroundService
    where TDb : DbContext
{
    private readonly Guid _holder = NewId.NextGuid();

    protected SagaOptions Options { get; } = options;

    protected TimeProvider Time { get; } = time;

    protected ILogger Logger { get; } = logger;

    /// <summary>Does the work once, where no other process has done it since the last round.</summary>
    /// <returns>How many instances it was done to.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();

        // Until the next round nobody else comes to the same idea; should this process die, somebody does then.
        return (await LeaseStore.TakeAsync(context, _holder, [lease], Options.CleaningInterval, cancellationToken)).Count == 0
            ? 0
            : await WorkAsync(context, cancellationToken);
    }

    protected abstract Task<int> WorkAsync(TDb context, CancellationToken cancellationToken);

    /// <summary>Says what was done, where anything was.</summary>
    protected abstract void Report(int instances);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Wait: there is no hurry, and at the start of a process others matter more.
                await Task.Delay(Options.CleaningInterval, Time, stoppingToken);

                // 2. Work.
                var instances = await RunAsync(stoppingToken);
                if (instances > 0)
                    Report(instances);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 3. Whatever went wrong, the next round comes.
                SagaLog.RoundFailed(Logger, error, lease, typeof(TDb).Name, Options.CleaningInterval);
            }
        }
    }
}
