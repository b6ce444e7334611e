using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>The outbox table of a context, on any database that has a <see cref="StoreDialect"/>.</summary>
internal sealed class RelationalOutboxStore<TDb>(IServiceScopeFactory scopes) : IOutboxStore
    where TDb : DbContext
{
    public Task<long> ReadClockAsync(CancellationToken cancellationToken) =>
        RunAsync((context, sql) => StoreCommand.NumberAsync(context, sql.Clock, cancellationToken));

    public Task<IReadOnlyList<OutboxRecord>> ClaimAsync(Guid relay, int atMost, TimeSpan lease, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<OutboxRecord>>(async (context, sql) =>
        {
            // It reads as a query, so only a transaction makes SQLite's gate take it for the write that it is.
            await using var transaction = sql.Dialect.HasSingleWriter ? await context.Database.BeginTransactionAsync(cancellationToken) : null;

            var records = await ClaimedRecords.ReadAsync(context, sql, relay, atMost, lease, cancellationToken);

            if (transaction is not null)
                await transaction.CommitAsync(cancellationToken);

            // RETURNING promises no order.
            records.Sort((left, right) => left.Id.CompareTo(right.Id));
            return records;
        });

    public Task RemoveAsync(IReadOnlyCollection<Guid> records, CancellationToken cancellationToken) =>
        RunAsync((context, _) => context.Set<OutboxRecord>()
            .Where(record => EF.Parameter(records).Contains(record.Id))
            .ExecuteDeleteAsync(cancellationToken));

    public Task ReleaseAsync(Guid relay, IReadOnlyCollection<Guid> records, TimeSpan delay, CancellationToken cancellationToken) =>
        RunAsync(async (context, sql) =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await using var command = await StoreCommand.OpenAsync(context, sql.Release, cancellationToken);

            var released = await command.Add("relay", relay).Add("records", sql.Dialect.ListOf(records)).Add("delay", (long)delay.TotalMilliseconds)
                .ExecuteAsync(cancellationToken);

            await transaction.CommitAsync(cancellationToken);
            return released;
        });

    public Task DeferAsync(Guid relay, Guid record, TimeSpan delay, string error, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => context.Database.ExecuteSqlRawAsync(
            sql.Defer, [relay, record, (long)delay.TotalMilliseconds, StoredError.Of(error)], cancellationToken));

    public Task ParkAsync(Guid relay, Guid record, string error, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => context.Database.ExecuteSqlRawAsync(sql.Park, [relay, record, StoredError.Of(error)], cancellationToken));

    private Task<T> RunAsync<T>(Func<TDb, OutboxSql, Task<T>> work) => StoreScope.RunAsync<TDb, T>(scopes, context => work(context, OutboxSql.For(context)));
}
