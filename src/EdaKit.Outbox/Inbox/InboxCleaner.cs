using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// Removes inbox entries that are older than the window, a bounded number at a time. One process at a time does it: the one that has the lease.
/// </summary>
internal sealed class InboxCleaner<TDb>(OutboxOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxCleaner<TDb>> logger)
    : BackgroundService
    where TDb : DbContext
{
    private const string Lease = "outbox/inbox-cleaning";

    private readonly Guid _holder = NewId.NextGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. Wait: there is no hurry, and at the start of a process others matter more.
                await Task.Delay(options.Inbox.CleaningInterval, time, stoppingToken);

                // 2. Remove batch by batch until one is not full.
                var removed = await CleanAsync(stoppingToken);
                if (removed > 0)
                    OutboxLog.InboxCleaned(logger, removed, typeof(TDb).Name, options.Inbox.Window);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // 3. Whatever went wrong, the next round comes.
                OutboxLog.InboxCleaningFailed(logger, error, typeof(TDb).Name, options.Inbox.CleaningInterval);
            }
        }
    }

    internal async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();

        // Until the next round nobody else comes to the same idea; should this process die, somebody does then.
        if ((await LeaseStore.TakeAsync(context, _holder, [Lease], options.Inbox.CleaningInterval, cancellationToken)).Count == 0)
            return 0;

        var removed = 0;
        int batch;

        do
        {
            batch = await InboxStore.ForgetAsync(context, options.Inbox.Window, options.Inbox.CleaningBatchSize, cancellationToken);
            removed += batch;
        }
        while (batch == options.Inbox.CleaningBatchSize);

        // What nobody takes for a duplicate any more, nobody answers again.
        while (await AnswerStore.ForgetAsync(context, time.GetUtcNow() - options.Inbox.Window, options.Inbox.CleaningBatchSize, cancellationToken)
            == options.Inbox.CleaningBatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return removed;
    }
}
