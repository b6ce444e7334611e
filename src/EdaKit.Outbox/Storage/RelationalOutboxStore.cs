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

    public Task<TimeSpan?> NextDueAsync(CancellationToken cancellationToken) => RunAsync(async (context, sql) =>
    {
        await using var command = await StoreCommand.OpenAsync(context, sql.NextDue, cancellationToken);
        var milliseconds = await command.AllAsync(row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancellationToken);
        return milliseconds is [{ } next] ? TimeSpan.FromMilliseconds(next) : (TimeSpan?)null;
    });

    public Task<IReadOnlyList<OutboxRecord>> ClaimAsync(Guid relay, long from, RecordRoom atMost, TimeSpan lease, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => StoreCommand.WriteAsync<IReadOnlyList<OutboxRecord>>(context, sql.Dialect, async () =>
        {
            var records = await ClaimedRecords.ReadAsync(context, sql, relay, from, atMost, lease, cancellationToken);

            // RETURNING promises no order.
            records.Sort((left, right) => left.Id.CompareTo(right.Id));
            return records;
        }, cancellationToken));

    public Task RemoveAsync(IReadOnlyCollection<Guid> records, CancellationToken cancellationToken) =>
        ChangeAsync(sql => sql.Remove, (command, sql) => command.Add("records", sql.Dialect.ListOf(records)), cancellationToken);

    public Task ReleaseAsync(Guid relay, IReadOnlyCollection<Guid> records, TimeSpan delay, CancellationToken cancellationToken) => ChangeAsync(
        sql => sql.Release,
        (command, sql) => command.Add("relay", relay).Add("records", sql.Dialect.ListOf(records)).Add("delay", (long)delay.TotalMilliseconds),
        cancellationToken);

    public Task DeferAsync(Guid relay, Guid record, TimeSpan delay, string error, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => context.Database.ExecuteSqlRawAsync(
            sql.Defer, [relay, record, (long)delay.TotalMilliseconds, StoredText.Of(error, OutboxRecord.LongestError)], cancellationToken));

    public Task ParkAsync(Guid relay, Guid record, string error, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => context.Database.ExecuteSqlRawAsync(sql.Park, [relay, record, StoredText.Of(error, OutboxRecord.LongestError)], cancellationToken));

    private Task<int> ChangeAsync(Func<OutboxSql, string> statement, Action<StoreCommand, OutboxSql> fill, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, statement(sql), cancellationToken);
            fill(command, sql);
            return await command.ExecuteAsync(cancellationToken);
        }, cancellationToken));

    private Task<T> RunAsync<T>(Func<TDb, OutboxSql, Task<T>> work) => StoreScope.RunAsync<TDb, T>(scopes, context => work(context, OutboxSql.For(context)));
}
