using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>The outbox table of a context, on any database that has a <see cref="StoreDialect"/>.</summary>
internal sealed class RelationalOutboxStore<TDb>(IServiceScopeFactory scopes) : IOutboxStore
    where TDb : DbContext
{
    public Task<IReadOnlyList<OutboxRecord>> ClaimAsync(Guid relay, int atMost, TimeSpan lease, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<OutboxRecord>>(async (context, sql) =>
        {
            var records = await context.Set<OutboxRecord>()
                .FromSqlRaw(sql.Claim, relay, atMost, (long)lease.TotalMilliseconds)
                .AsNoTracking()
                .ToListAsync(cancellationToken);

            // RETURNING promises no order.
            records.Sort((left, right) => left.Id.CompareTo(right.Id));
            return records;
        }, cancellationToken);

    public Task RemoveAsync(IReadOnlyCollection<Guid> records, CancellationToken cancellationToken) =>
        InTransactionAsync((context, _) => context.Set<OutboxRecord>()
            .Where(record => EF.Parameter(records).Contains(record.Id))
            .ExecuteDeleteAsync(cancellationToken), cancellationToken);

    public Task ReleaseAsync(Guid relay, IReadOnlyCollection<Guid> records, TimeSpan delay, CancellationToken cancellationToken) =>
        InTransactionAsync(async (context, sql) =>
        {
            foreach (var record in records)
                await context.Database.ExecuteSqlRawAsync(sql.Release, [relay, record, (long)delay.TotalMilliseconds], cancellationToken);

            return records.Count;
        }, cancellationToken);

    public Task DeferAsync(Guid relay, Guid record, TimeSpan delay, string error, CancellationToken cancellationToken) =>
        InTransactionAsync((context, sql) => context.Database.ExecuteSqlRawAsync(
            sql.Defer, [relay, record, (long)delay.TotalMilliseconds, Shorten(error)], cancellationToken), cancellationToken);

    public Task ParkAsync(Guid relay, Guid record, string error, CancellationToken cancellationToken) =>
        InTransactionAsync((context, sql) => context.Database.ExecuteSqlRawAsync(
            sql.Park, [relay, record, Shorten(error)], cancellationToken), cancellationToken);

    private async Task<T> InTransactionAsync<T>(Func<TDb, OutboxSql, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TDb>();
        var sql = OutboxSql.For(context);

        return await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await work(context, sql);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });
    }

    private static string Shorten(string error) => error.Length <= OutboxRecord.LongestError ? error : error[..OutboxRecord.LongestError];
}
