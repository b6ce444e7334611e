using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Inbox;

/// <summary>Removes inbox entries that are older than the window, and the answers that were kept for them, a bounded number at a time.</summary>
internal sealed class InboxCleaner<TDb>(OutboxOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxCleaner<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    private readonly TimeProvider _time = time;

    protected override string Lease => "outbox/inbox-cleaning";

    protected override TimeSpan Interval => options.Inbox.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var inbox = options.Inbox;
        var removed = await DrainAsync(inbox.CleaningBatchSize, atMost => InboxStore.ForgetAsync(context, inbox.Window, atMost, cancellationToken));

        // What nobody takes for a duplicate any more, nobody answers again.
        await DrainAsync(inbox.CleaningBatchSize, atMost => AnswerStore.ForgetAsync(context, _time.GetUtcNow() - inbox.Window, atMost, cancellationToken));
        return removed;
    }

    protected override void Report(int count) => OutboxLog.InboxCleaned(logger, count, typeof(TDb).Name, options.Inbox.Window);

    protected override void ReportFailure(Exception failure) => OutboxLog.InboxCleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
