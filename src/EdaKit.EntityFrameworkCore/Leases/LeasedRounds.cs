using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.EntityFrameworkCore.Leases;

/// <summary>
/// Work on a database that comes round again and again, such as the removal of what is old. One process at a time does it: the one that has the lease. The first
/// round comes an interval after the application has started, and a round that fails is followed by the next one.
/// </summary>
/// <remarks>
/// An implementer bounds what one statement does, keeps nothing between rounds, since the next one may come in another process, and does no harm by doing twice
/// what was done before a failure.
/// </remarks>
/// <typeparam name="TDb">The context on whose database the work is done.</typeparam>
/// <param name="scopes">Makes the scope of each round.</param>
/// <param name="time">Tells when the next round is.</param>
/// <param name="lifetime">Tells when the application has started. A container without a host, as in MassTransit's test harness, has none.</param>
public abstract class LeasedRounds<TDb>(IServiceScopeFactory scopes, TimeProvider time, IHostApplicationLifetime? lifetime) : BackgroundService
    where TDb : DbContext
{
    private readonly Guid _holder = NewId.NextGuid();

    /// <summary>The lease's name, unique in the database.</summary>
    protected abstract string Lease { get; }

    /// <summary>How long after a round the next one comes; also for how long the lease is taken.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Does the work once, where no other process has done it within the last interval.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What <see cref="WorkAsync"/> answered; 0 where another process has the lease.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();

        // Under the strategy that the application has given the context: one that retries refuses any transaction that it has not begun itself.
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(async stopping =>
        {
            // Until the next round nobody else comes to the same idea; should this process die, somebody does then.
            var taken = await LeaseStore.TakeAsync(context, _holder, [Lease], Interval, stopping);
            return taken.Count == 0 ? 0 : await WorkAsync(context, stopping);
        }, cancellationToken);
    }

    /// <summary>Does the work. Where the context's execution strategy retries, it is called again after a failure that passes.</summary>
    /// <param name="context">The context of the round's scope.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>To how many it was done.</returns>
    protected abstract Task<int> WorkAsync(TDb context, CancellationToken cancellationToken);

    /// <summary>Says what a round did. It is called where that is more than nothing.</summary>
    /// <param name="count">What <see cref="WorkAsync"/> answered.</param>
    protected abstract void Report(int count);

    /// <summary>Says that a round failed.</summary>
    /// <param name="failure">Why.</param>
    protected abstract void ReportFailure(Exception failure);

    /// <summary>Works batch by batch until one is not full.</summary>
    /// <param name="batchSize">How many make a full one.</param>
    /// <param name="workOnBatch">Works on as many as it is told, and answers with how many there were.</param>
    /// <returns>How many there were in all.</returns>
    protected static async Task<int> DrainAsync(int batchSize, Func<int, Task<int>> workOnBatch)
    {
        ArgumentNullException.ThrowIfNull(workOnBatch);

        var done = 0;
        int batch;

        do
        {
            batch = await workOnBatch(batchSize);
            done += batch;
        }
        while (batch == batchSize);

        return done;
    }

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // 1. Wait until the configuration is checked, which comes after the start of this: with an interval that is out of range, this would run in circles.
        if (!await StartsAsync(stoppingToken))
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 2. Wait: there is no hurry, and at the start of a process others matter more.
                await Task.Delay(Interval, time, stoppingToken);

                // 3. Work.
                var count = await RunAsync(stoppingToken);
                if (count > 0)
                    Report(count);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 4. Whatever went wrong, the next round comes.
                ReportFailure(error);
            }
        }
    }

    // A start that fails is the host's to report; an exception here would be reported beside it.
    private async Task<bool> StartsAsync(CancellationToken stoppingToken)
    {
        if (lifetime is null)
            return true;

        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stoppingToken.IsCancellationRequested;
    }
}
