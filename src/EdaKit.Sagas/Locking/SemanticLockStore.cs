using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Locking;

/// <summary>The semantic locks of a context. Every call works on the connection and in the transaction that the context has at that moment.</summary>
internal static class SemanticLockStore
{
    /// <summary>Locks a resource.</summary>
    /// <returns>False where another owner has it.</returns>
    public static async Task<bool> TryLockAsync(DbContext context, string resource, SemanticLockOwner owner, CancellationToken cancellationToken) =>
        await ExecuteAsync(context, SemanticLockSql.For(context).Lock, resource, owner, cancellationToken) == 1
        || (await FindAsync(context, resource, cancellationToken))?.Owner == owner;

    /// <summary>Releases a resource.</summary>
    /// <returns>False where the owner does not have it.</returns>
    public static async Task<bool> ReleaseAsync(DbContext context, string resource, SemanticLockOwner owner, CancellationToken cancellationToken) =>
        await ExecuteAsync(context, SemanticLockSql.For(context).Release, resource, owner, cancellationToken) == 1;

    /// <summary>Releases all that an owner has.</summary>
    /// <returns>How many.</returns>
    public static Task<int> ReleaseAllAsync(DbContext context, SemanticLockOwner owner, CancellationToken cancellationToken) =>
        ExecuteAsync(context, SemanticLockSql.For(context).ReleaseAll, null, owner, cancellationToken);

    /// <summary>Finds who has a resource.</summary>
    public static async Task<SemanticLock?> FindAsync(DbContext context, string resource, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, SemanticLockSql.For(context).Find, cancellationToken);

        var found = await command.Add("resource", resource).AllAsync(row => new SemanticLock(row.GetString(0), new(row.GetGuid(1), row.GetString(2)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), TimeSpan.FromMilliseconds(row.GetInt64(4))), cancellationToken);

        return found is [var only] ? only : null;
    }

    private static async Task<int> ExecuteAsync(DbContext context, string sql, string? resource, SemanticLockOwner owner, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, sql, cancellationToken);

        if (resource is not null)
            command.Add("resource", resource);

        return await command.Add("owner_id", owner.Id).Add("owner_name", owner.Name).ExecuteAsync(cancellationToken);
    }
}
