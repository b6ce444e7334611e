using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>The inbox table of a context. Every call works on the connection and in the transaction that the context has at that moment.</summary>
internal static class InboxStore
{
    /// <summary>Claims a message for a consumer.</summary>
    /// <returns>False where the consumer has handled it: another transaction committed the same claim.</returns>
    public static async Task<bool> TryEnterAsync(DbContext context, Guid messageId, string consumer, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, OutboxSql.For(context).EnterOne, cancellationToken);
        return await command.Add("message", messageId).Add("consumer", consumer).ExecuteAsync(cancellationToken) == 1;
    }

    /// <summary>Claims several messages for a consumer, in one statement.</summary>
    /// <returns>Those that the consumer has not handled yet.</returns>
    public static async Task<IReadOnlySet<Guid>> EnterAsync(DbContext context, IReadOnlyCollection<Guid> messageIds, string consumer,
        CancellationToken cancellationToken)
    {
        var sql = OutboxSql.For(context);
        await using var command = await StoreCommand.OpenAsync(context, sql.Enter, cancellationToken);
        command.Add("messages", sql.Dialect.ListOf(messageIds.Distinct())).Add("consumer", consumer);

        return (await command.AllAsync(row => row.GetGuid(0), cancellationToken)).ToHashSet();
    }

    /// <summary>Forgets entries that are older than the window, oldest first.</summary>
    /// <returns>How many were forgotten; fewer than asked for means that none is left.</returns>
    public static Task<int> ForgetAsync(DbContext context, TimeSpan window, int atMost, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(OutboxSql.For(context).Forget, [(long)window.TotalMilliseconds, atMost], cancellationToken);
}
