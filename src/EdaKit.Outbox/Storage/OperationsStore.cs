using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Limits;
using EdaKit.Outbox.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// The side of the outbox table on which people work. Every method is one short transaction of its own. None changes a record that a relay
/// holds a lease on, and none waits for a row that somebody else is changing.
/// </summary>
internal sealed class OperationsStore<TDb>(IServiceScopeFactory scopes)
    where TDb : DbContext
{
    private const int UnheldAtOnce = 1000;

    public Task<long> ReadClockAsync(CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, long>(scopes, context =>
            StoreCommand.NumberAsync(context, OutboxSql.For(context).Clock, cancellationToken));

    public async Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(sql => sql.Count, (_, _) => { }, RecordRows.Counts, cancellationToken)).Single();

    /// <summary>The same for those who ask again and again, gauges and health checks. What is scheduled for later costs it little, and does not count for the oldest capture.</summary>
    public async Task<OutboxCounts> GaugeAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(sql => sql.Gauge, (_, _) => { }, RecordRows.Counts, cancellationToken)).Single();

    /// <summary>How full the outbox is, counted up to a limit.</summary>
    public async Task<OutboxLevel> LevelAsync(int atMost, CancellationToken cancellationToken) =>
        (await ReadAsync(sql => sql.Level, (command, _) => command.Add("at_most", atMost), RecordRows.Level, cancellationToken)).Single();

    /// <summary>Reads summaries in the order of their ids, those behind <paramref name="after"/>.</summary>
    public Task<List<RecordSummary>> ListAsync(bool isParked, RecordFilter? filter, Guid? after, int atMost, CancellationToken cancellationToken) => ReadAsync(
        sql => (isParked ? sql.ListParked : sql.ListWaiting) + sql.Page(filter, after),
        (command, _) =>
        {
            AddFilter(command, filter).Add("at_most", atMost);
            if (after is { } last)
                command.Add("after", last);
        },
        RecordRows.Summary, cancellationToken);

    public async Task<RecordDetails?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(sql => sql.Find, (command, _) => command.Add("id", id), RecordRows.Details, cancellationToken)).SingleOrDefault();

    /// <summary>Which of these records there are.</summary>
    public async Task<HashSet<Guid>> ThereAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        (await ReadAsync(sql => sql.There, (command, sql) => command.Add("ids", sql.Dialect.ListOf(ids)), row => row.GetGuid(0), cancellationToken)).ToHashSet();

    /// <summary>Puts back those of these records that are parked.</summary>
    /// <returns>What was put back.</returns>
    public Task<List<ChangedRecord>> RetryAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ChangeAsync(sql => sql.Retry, (command, sql) => AddIds(command, sql, ids), cancellationToken);

    /// <summary>Puts back records that match and were parked until then, by the database's clock: the first ones behind an id.</summary>
    /// <returns>What was put back; fewer than asked for means that none is left.</returns>
    public Task<List<ChangedRecord>> RetryParkedAsync(RecordFilter filter, long until, Guid after, int atMost, CancellationToken cancellationToken) => ChangeAsync(
        sql => sql.RetryParked + sql.Matching(filter) + sql.Tail,
        (command, _) => AddFilter(command, filter).Add("until", until).Add("after", after).Add("at_most", atMost), cancellationToken);

    /// <summary>Deletes those of these records on which no relay holds a lease.</summary>
    /// <returns>What was deleted.</returns>
    public Task<List<ChangedRecord>> DiscardAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ChangeAsync(sql => sql.Discard, (command, sql) => AddIds(command, sql, ids), cancellationToken);

    /// <summary>Deletes records that match and were parked until then, by the database's clock: the first ones behind an id.</summary>
    /// <returns>What was deleted; fewer than asked for means that none is left.</returns>
    public Task<List<ChangedRecord>> DiscardParkedAsync(RecordFilter filter, long until, Guid after, int atMost, CancellationToken cancellationToken) => ChangeAsync(
        sql => sql.DiscardParked + sql.Matching(filter) + sql.Tail,
        (command, _) => AddFilter(command, filter).Add("until", until).Add("after", after).Add("at_most", atMost), cancellationToken);

    /// <summary>Lets more of what was held in lanes wait again.</summary>
    /// <returns>Whether there may be more yet.</returns>
    public Task<bool> UnholdAsync(IReadOnlyCollection<string> lanes, CancellationToken cancellationToken) => StoreScope.RunAsync<TDb, bool>(scopes, async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var unheld = await UnholdAsync(context, lanes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return unheld == UnheldAtOnce;
    });

    /// <summary>The lanes of records that were changed.</summary>
    public static List<string> LanesOf(List<ChangedRecord> changed) =>
        [.. changed.Where(record => record.Lane is not null).Select(record => record.Lane!).Distinct()];

    private Task<List<T>> ReadAsync<T>(Func<OperationsSql, string> statement, Action<StoreCommand, OperationsSql> fill, Func<DbDataReader, T> read,
        CancellationToken cancellationToken) => StoreScope.RunAsync<TDb, List<T>>(scopes, async context =>
    {
        var sql = OperationsSql.For(context);
        await using var command = await StoreCommand.OpenAsync(context, statement(sql), cancellationToken);
        fill(command, sql);

        return await command.AllAsync(read, cancellationToken);
    });

    private Task<List<ChangedRecord>> ChangeAsync(Func<OperationsSql, string> statement, Action<StoreCommand, OperationsSql> fill, CancellationToken cancellationToken) =>
        StoreScope.RunAsync<TDb, List<ChangedRecord>>(scopes, async context =>
        {
            // It reads as a query, so only a transaction makes SQLite's gate take it for the write that it is.
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var sql = OperationsSql.For(context);
            List<ChangedRecord> changed;

            await using (var command = await StoreCommand.OpenAsync(context, statement(sql), cancellationToken))
            {
                fill(command, sql);
                changed = await command.AllAsync(row => new ChangedRecord(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), cancellationToken);
            }

            await UnholdAsync(context, LanesOf(changed), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return changed;
        });

    /// <summary>What was held behind these records waits again, unless another parked one holds it: a bounded number, those that come first.</summary>
    /// <returns>How many; fewer than <see cref="UnheldAtOnce"/> means that none is left.</returns>
    private static async Task<int> UnholdAsync(DbContext context, IReadOnlyCollection<string> lanes, CancellationToken cancellationToken)
    {
        if (lanes.Count == 0)
            return 0;

        // After the locks: whoever was holding records behind one that was parked a moment ago has committed by then, and is seen.
        var sql = LaneSql.For(context);
        await LaneLocks.TakeAsync(context, sql, lanes, cancellationToken);
        await using var command = await StoreCommand.OpenAsync(context, sql.UnholdLanes, cancellationToken);
        return await command.Add("lanes", sql.Dialect.ListOf(lanes)).Add("at_most", UnheldAtOnce).Add("blocks", 1).ExecuteAsync(cancellationToken);
    }

    private static void AddIds(StoreCommand command, OperationsSql sql, IReadOnlyCollection<Guid> ids) =>
        command.Add("ids", sql.Dialect.ListOf(ids)).Add("at_most", ids.Count);

    private static StoreCommand AddFilter(StoreCommand command, RecordFilter? filter)
    {
        if (filter?.MessageTypeUrn is { } type)
            command.Add("type", type);

        if (filter?.Destination is { } destination)
            command.Add("destination", destination);

        if (filter?.Lane is { } lane)
            command.Add("lane", lane);

        if (filter?.ErrorContains is { } error)
            command.Add("error", error);

        if (filter?.ParkedFor is { } parkedFor)
            command.Add("parked_for", Math.Max(0L, (long)parkedFor.TotalMilliseconds));

        if (filter?.State is { } state)
            command.Add("state", (int)state);

        return command;
    }
}

/// <summary>A record that an operation changed.</summary>
internal readonly record struct ChangedRecord(Guid Id, string MessageTypes, string? Lane);
