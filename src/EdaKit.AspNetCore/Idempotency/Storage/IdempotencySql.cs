using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Idempotency.Storage;

/// <summary>The statements on stored responses, in the application's own names for table and columns.</summary>
internal sealed class IdempotencySql
{
    private IdempotencySql(StoreDialect dialect, StoreTable table)
    {
        Dialect = dialect;
        TableName = table.Name;
        string id = table.Column(nameof(IdempotencyEntry.Id)), claimedAt = table.Column(nameof(IdempotencyEntry.ClaimedAt)),
            fingerprint = table.Column(nameof(IdempotencyEntry.Fingerprint)), status = table.Column(nameof(IdempotencyEntry.Status)),
            headers = table.Column(nameof(IdempotencyEntry.Headers)), body = table.Column(nameof(IdempotencyEntry.Body));

        // The lock first and without waiting: an insert alone would wait for the transaction of whoever is at it, as long as that takes. The
        // one writer of SQLite waits for its turn before the transaction begins, and needs no lock in it.
        var isMine = dialect.HasSingleWriter ? "true" : "pg_try_advisory_xact_lock(@lock)";

        Claim = $"""
            insert into {table.Name} ({id}, {table.Column(nameof(IdempotencyEntry.Key))}, {table.Column(nameof(IdempotencyEntry.Endpoint))},
                {table.Column(nameof(IdempotencyEntry.Caller))}, {fingerprint}, {claimedAt}, {status}, {headers}, {body})
            select @id, @key, @endpoint, @caller, @fingerprint, {dialect.UnixMillisecondsNow}, 0, '', @nothing where {isMine}
            on conflict do nothing
            """;

        Store = $"update {table.Name} set {status} = @status, {headers} = @headers, {body} = @body where {id} = @id";
        Find = $"select {fingerprint}, {status}, {headers}, {body} from {table.Name} where {id} = @id and {status} <> 0";

        Forget = $"""
            delete from {table.Name} where {dialect.IsOneFound(id, $"""
                select {id} from {table.Name} where {claimedAt} < {dialect.UnixMillisecondsNow} - @window
                order by {claimedAt} limit @at_most{dialect.SkipLocked}
                """)}
            """;
    }

    public StoreDialect Dialect { get; }

    public string TableName { get; }

    /// <summary>
    /// Parameters by name: id, key, endpoint, caller, fingerprint, nothing (an empty body), and lock where the database has more than one writer.
    /// Changes one row, or none where the request is in progress or answered.
    /// </summary>
    public string Claim { get; }

    /// <summary>Parameters by name: id, status, headers, body. Changes one row.</summary>
    public string Store { get; }

    /// <summary>Parameters by name: id. Answers with fingerprint, status, headers and body, where there is an answer.</summary>
    public string Find { get; }

    /// <summary>Parameters by name: window in ms, at_most.</summary>
    public string Forget { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static IdempotencySql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:IdempotencySql", Create!, context);

    private static IdempotencySql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. "
            + $"Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        return new(dialect, StoreTable.Of<IdempotencyEntry>(context)
            ?? throw new InvalidOperationException(
                $"The model of '{context.GetType().Name}' has no idempotency keys. Call modelBuilder.AddIdempotency() in its OnModelCreating."));
    }
}
