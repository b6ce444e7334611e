using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>The inbox table of a context. Every call works on the connection and in the transaction that the context has at that moment.</summary>
internal static class InboxStore
{
    /// <summary>Claims a message for a consumer.</summary>
    /// <returns>False where the consumer has handled it: another transaction committed the same claim.</returns>
    public static async Task<bool> TryEnterAsync(DbContext context, Guid messageId, string consumer, CancellationToken cancellationToken) =>
        await context.Database.ExecuteSqlRawAsync(OutboxSql.For(context).Enter, [messageId, consumer], cancellationToken) == 1;

    /// <summary>Claims several messages for a consumer.</summary>
    /// <returns>Those that the consumer has not handled yet.</returns>
    public static async Task<IReadOnlySet<Guid>> EnterAsync(DbContext context, IEnumerable<Guid> messageIds, string consumer, CancellationToken cancellationToken)
    {
        var entered = new HashSet<Guid>();

        // Sorted, so that two batches with the same messages wait for each other instead of deadlocking.
        foreach (var messageId in messageIds.Distinct().Order())
        {
            if (await TryEnterAsync(context, messageId, consumer, cancellationToken))
                entered.Add(messageId);
        }

        return entered;
    }

    /// <summary>Forgets entries that are older than the window, oldest first.</summary>
    /// <returns>How many were forgotten; fewer than asked for means that none is left.</returns>
    public static Task<int> ForgetAsync(DbContext context, TimeSpan window, int atMost, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(OutboxSql.For(context).Forget, [(long)window.TotalMilliseconds, atMost], cancellationToken);
}
