using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Fencing;

/// <summary>The fence of a context. Every call works on the connection and in the transaction that the context has at that moment.</summary>
internal static class FenceStore
{
    /// <summary>Lets a command in.</summary>
    /// <returns>False where the operation is closed.</returns>
    public static async Task<bool> TryEnterAsync(DbContext context, string operation, Guid key, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, FenceSql.For(context).Enter, cancellationToken);
        return await command.Add("operation", operation).Add("key", key).ExecuteAsync(cancellationToken) == 1;
    }

    /// <summary>Closes an operation.</summary>
    /// <returns>Whether its command was let in before.</returns>
    public static async Task<bool> CloseAsync(DbContext context, string operation, Guid key, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, FenceSql.For(context).Close, cancellationToken);
        var answers = await command.Add("operation", operation).Add("key", key).AllAsync(row => row.GetInt32(0), cancellationToken);
        return answers.Single() == 1;
    }

    /// <summary>Forgets operations that were closed before the window, oldest first.</summary>
    /// <returns>How many were forgotten; fewer than asked for means that none is left.</returns>
    public static Task<int> ForgetClosedAsync(DbContext context, TimeSpan window, int atMost, CancellationToken cancellationToken) =>
        ForgetAsync(context, FenceSql.For(context).ForgetClosed, window, atMost, cancellationToken);

    /// <summary>Forgets operations whose command was let in before the window and that nobody closed, oldest first.</summary>
    /// <returns>How many were forgotten; fewer than asked for means that none is left.</returns>
    public static Task<int> ForgetEnteredAsync(DbContext context, TimeSpan window, int atMost, CancellationToken cancellationToken) =>
        ForgetAsync(context, FenceSql.For(context).ForgetEntered, window, atMost, cancellationToken);

    private static Task<int> ForgetAsync(DbContext context, string sql, TimeSpan window, int atMost, CancellationToken cancellationToken) =>
        StoreCommand.WriteAsync(context, FenceSql.For(context).Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql, cancellationToken);
            return await command.Add("window", (long)window.TotalMilliseconds).Add("at_most", atMost).ExecuteAsync(cancellationToken);
        }, cancellationToken);
}
