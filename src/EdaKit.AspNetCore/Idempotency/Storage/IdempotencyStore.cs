using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Idempotency.Storage;

/// <summary>The stored answers of a context. Every call works on the connection and in the transaction that the context has at that moment.</summary>
internal static class IdempotencyStore
{
    /// <summary>Claims a request until the end of the context's transaction, without waiting for anybody who has it.</summary>
    /// <returns>False where the request is in progress or answered; then <see cref="FindAsync"/> tells which.</returns>
    public static async Task<bool> TryClaimAsync(DbContext context, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var sql = IdempotencySql.For(context);
        await using var command = await StoreCommand.OpenAsync(context, sql.Claim, cancellationToken);
        command.Add("id", request.Id).Add("key", request.Key).Add("endpoint", request.Endpoint).Add("caller", request.Caller)
            .Add("fingerprint", request.Fingerprint).Add("nothing", Array.Empty<byte>());

        if (!sql.Dialect.HasSingleWriter)
            command.Add("lock", LockOf(sql.TableName, request.Id));

        return await command.ExecuteAsync(cancellationToken) == 1;
    }

    /// <summary>Finds the answer to a request.</summary>
    /// <returns>The fingerprint of the request that was answered, and the answer; null where none is committed.</returns>
    public static async Task<(byte[] Fingerprint, StoredResponse Response)?> FindAsync(DbContext context, IdempotentRequest request,
        CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, IdempotencySql.For(context).Find, cancellationToken);
        return (await command.Add("id", request.Id).AllAsync(Read, cancellationToken)) is [var found] ? found : null;
    }

    /// <summary>Stores the answer to a request that was claimed in the same transaction.</summary>
    /// <exception cref="InvalidOperationException">The claim is gone.</exception>
    public static async Task StoreAsync(DbContext context, IdempotentRequest request, StoredResponse response, CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, IdempotencySql.For(context).Store, cancellationToken);
        command.Add("id", request.Id).Add("status", response.Status).Add("headers", response.Headers).Add("body", response.Body);

        if (await command.ExecuteAsync(cancellationToken) != 1)
            throw new InvalidOperationException(
                $"The claim of '{request.Endpoint}' for its idempotency key is gone: the row was deleted in its own transaction. Leave the table to EdaKit.");
    }

    /// <summary>Forgets entries that are older than the window, oldest first.</summary>
    /// <returns>How many were forgotten; fewer than asked for means that none is left.</returns>
    public static Task<int> ForgetAsync(DbContext context, TimeSpan window, int atMost, CancellationToken cancellationToken)
    {
        var sql = IdempotencySql.For(context);
        return StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.Forget, cancellationToken);
            return await command.Add("window", (long)window.TotalMilliseconds).Add("at_most", atMost).ExecuteAsync(cancellationToken);
        }, cancellationToken);
    }

    private static (byte[] Fingerprint, StoredResponse Response) Read(DbDataReader row) =>
        (row.GetFieldValue<byte[]>(0), new(row.GetInt32(1), row.GetString(2), row.GetFieldValue<byte[]>(3)));

    /// <summary>What stands for a request among the database's advisory locks. Tables of several modules in one database have locks of their own.</summary>
    private static long LockOf(string table, byte[] id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(table), .. id], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
