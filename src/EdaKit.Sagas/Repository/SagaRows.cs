using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Repository;

/// <summary>Finds instances by their ids, as the concurrency of the repository demands.</summary>
internal sealed class SagaRows<TSaga>(SagaOptions options)
    where TSaga : class, ISaga
{
    private Statements? _statements;

    /// <summary>
    /// Loads an instance. Pessimistic: it is this transaction's alone until its end, and where there is none, so is the right to make it. Of two messages that begin
    /// one instance, the second waits here and finds it.
    /// </summary>
    public async Task<TSaga?> LoadAsync(DbContext db, Guid id, CancellationToken cancellationToken)
    {
        if (db.Set<TSaga>().Local.FindEntry(id) is { State: not EntityState.Detached } tracked)
            return tracked.State == EntityState.Deleted ? null : tracked.Entity;

        // A database with a single writer has serialized this transaction when it began.
        if (options.Concurrency == SagaConcurrency.Optimistic || StoreDialect.Of(db) is not { HasSingleWriter: false })
            return await db.Set<TSaga>().AsTracking().SingleOrDefaultAsync(instance => instance.CorrelationId == id, cancellationToken);

        var statements = _statements ??= Statements.Of(db);

        if (await SelectAsync(db, statements, id, cancellationToken) is { } found)
            return found;

        await using (var command = await StoreCommand.OpenAsync(db, statements.LockMissing, cancellationToken))
            await command.Add("saga", $"{statements.Table}/{id}").ExecuteAsync(cancellationToken);

        return await SelectAsync(db, statements, id, cancellationToken);
    }

    private static async Task<TSaga?> SelectAsync(DbContext db, Statements statements, Guid id, CancellationToken cancellationToken) =>
        (await db.Set<TSaga>().FromSqlRaw(statements.SelectForUpdate, id).AsTracking().ToListAsync(cancellationToken)) is [var instance] ? instance : null;

    private sealed record Statements(string Table, string SelectForUpdate, string LockMissing)
    {
        public static Statements Of(DbContext db)
        {
            var table = StoreTable.Of<TSaga>(db)
                ?? throw new InvalidOperationException($"The model of '{db.GetType().Name}' has no table for the saga state '{typeof(TSaga).Name}'. "
                    + $"Call modelBuilder.AddSaga<{typeof(TSaga).Name}>(…).");

            // The system column stands beside the others for those who use it as their concurrency token.
            return new(table.Name,
                $"select saga.*, saga.xmin from {table.Name} as saga where saga.{table.Column(nameof(ISaga.CorrelationId))} = {{0}} for update",
                "select pg_advisory_xact_lock(hashtextextended(@saga, 0))");
        }
    }
}
