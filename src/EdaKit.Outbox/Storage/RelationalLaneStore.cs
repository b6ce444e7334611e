using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Storage;

/// <summary>Lanes in the outbox table of a context, on any database that has a <see cref="StoreDialect"/>.</summary>
internal sealed class RelationalLaneStore<TDb>(IServiceScopeFactory scopes) : ILaneStore
    where TDb : DbContext
{
    public Task<IReadOnlyList<string>> ListAsync(string after, int atMost, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<string>>(async (context, sql) =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.List, cancellationToken);
            return await command.Add("after", after).Add("at_most", atMost).AllAsync(row => row.GetString(0), cancellationToken);
        });

    public Task<IReadOnlyList<LaneHead>> ReadAsync(IReadOnlyCollection<string> lanes, int ofEach, long bytes, bool blocks, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<LaneHead>>(async (context, sql) =>
        {
            if (!sql.Dialect.HasSingleWriter)
                return await HeadsAsync(context, sql, "lanes", sql.Dialect.ListOf(lanes), ofEach, bytes, blocks, cancellationToken);

            var heads = new List<LaneHead>();
            foreach (var lane in lanes.TakeWhile(_ => bytes > 0))
            {
                var read = await HeadsAsync(context, sql, "lane", lane, ofEach, bytes, blocks, cancellationToken);
                heads.AddRange(read);
                bytes -= RecordRoom.BytesOf(read.Select(head => head.Record));
            }

            return heads;
        });

    public Task PauseAsync(Guid record, TimeSpan pause, string error, CancellationToken cancellationToken) => ChangeAsync(
        sql => sql.Pause, (command, _) => command.Add("record", record).Add("pause", (long)pause.TotalMilliseconds).Add("error", StoredText.Of(error, OutboxRecord.LongestError)), cancellationToken);

    public Task ParkAsync(Guid record, string error, CancellationToken cancellationToken) => ChangeAsync(
        sql => sql.Park, (command, _) => command.Add("record", record).Add("error", StoredText.Of(error, OutboxRecord.LongestError)), cancellationToken);

    public Task<int> HoldAsync(IReadOnlyCollection<string> lanes, int atMost, CancellationToken cancellationToken) =>
        RunAsync(async (context, sql) =>
        {
            // Behind the lanes' locks, as putting back a parked record is: else a record could be held for one that is parked no more.
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await LaneLocks.TakeAsync(context, sql, lanes, cancellationToken);
            int held;

            await using (var command = await StoreCommand.OpenAsync(context, sql.Hold, cancellationToken))
                held = await command.Add("lanes", sql.Dialect.ListOf(lanes)).Add("at_most", atMost).Add("blocks", 1).ExecuteAsync(cancellationToken);

            await transaction.CommitAsync(cancellationToken);
            return held;
        });

    public Task<IReadOnlyList<string>> UnholdAsync(bool blocks, int atMost, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => StoreCommand.WriteAsync<IReadOnlyList<string>>(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.UnholdAll, cancellationToken);
            return await command.Add("at_most", atMost).Add("blocks", blocks ? 1 : 0).AllAsync(row => row.GetString(0), cancellationToken);
        }, cancellationToken));

    private static async Task<List<LaneHead>> HeadsAsync(DbContext context, LaneSql sql, string parameter, object value, int ofEach, long bytes, bool blocks,
        CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, sql.Read, cancellationToken);
        return await command.Add(parameter, value).Add("of_each", ofEach).Add("bytes", bytes).Add("blocks", blocks ? 1 : 0).AllAsync(Head, cancellationToken);
    }

    private static LaneHead Head(DbDataReader row)
    {
        var record = ClaimedRecords.Read(row);
        var own = OutboxSql.ClaimedProperties.Length;
        record.Lane = row.GetString(own);
        record.Position = row.GetInt64(own + 1);

        return new(record, TimeSpan.FromMilliseconds(row.GetInt64(own + 2)), row.GetBoolean(own + 3));
    }

    private Task<int> ChangeAsync(Func<LaneSql, string> statement, Action<StoreCommand, LaneSql> fill, CancellationToken cancellationToken) =>
        RunAsync((context, sql) => StoreCommand.WriteAsync(context, sql.Dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, statement(sql), cancellationToken);
            fill(command, sql);
            return await command.ExecuteAsync(cancellationToken);
        }, cancellationToken));

    private Task<T> RunAsync<T>(Func<TDb, LaneSql, Task<T>> work) => StoreScope.RunAsync<TDb, T>(scopes, context => work(context, LaneSql.For(context)));
}
