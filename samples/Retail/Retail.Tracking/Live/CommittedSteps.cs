using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Retail.Tracking.Timeline;

namespace Retail.Tracking.Live;

/// <summary>
/// Tells the feed what a transaction has stored, after its commit. Told earlier, a watcher would look and find nothing, or be shown what a
/// rollback is about to take away.
/// </summary>
internal sealed class CommittedSteps(ChangeFeed feed) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    // The inbox begins every attempt with an empty change tracker: what is tracked now is what this transaction has stored.
    private void Tell(DbContext? context)
    {
        var numbers = context?.ChangeTracker.Entries<Step>().Select(entry => entry.Entity.OrderNumber).Distinct().ToArray();
        if (numbers is { Length: > 0 })
            feed.Tell(numbers);
    }
}
