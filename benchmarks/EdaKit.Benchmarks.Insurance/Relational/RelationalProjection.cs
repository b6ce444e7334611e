using Insurance.Store.Feed;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Relational;

/// <summary>
/// Keeps the tables, out of the same events. Of a policy only rows are written that an event has changed, as an application without events would write them.
/// </summary>
internal sealed class RelationalProjection(NpgsqlDataSource database, EventFeed feed)
{
    private const int Batch = 20_000;

    private readonly Dictionary<Guid, PolicyFile> _files = [];
    private readonly KnownNames _names = new();

    /// <summary>All events up to this one are in the tables.</summary>
    public long Position { get; private set; }

    /// <summary>Makes the tables, fills them with all that there is, by COPY, and makes indexes and foreign keys.</summary>
    /// <returns>How many rows there are.</returns>
    public async Task<long> FillAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(_ => { }, cancellationToken) > 0)
        {
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, RelationalTables.Create, cancellationToken);

        var rows = _files.Values.SelectMany(file => RelationalRows.Of(file, _names).DistinctBy(row => row.Key)).ToLookup(row => row.Table);
        var names = _names.TakeNew().ToLookup(row => row.Table);
        foreach (var table in RelationalTables.All)
            await CopyAsync(connection, table, names[table].Concat(rows[table]), cancellationToken);

        await ExecuteAsync(connection, RelationalTables.Finish, cancellationToken);
        await ExecuteAsync(connection, "vacuum analyze", cancellationToken);
        return rows.Sum(some => some.LongCount());
    }

    /// <summary>Writes what is new, in one transaction.</summary>
    /// <returns>How many events that were; 0 where nothing is new.</returns>
    public async Task<int> GoOnAsync(CancellationToken cancellationToken)
    {
        var before = new Dictionary<Guid, PolicyFile?>();
        var count = await ReadAsync(id => before.TryAdd(id, _files.GetValueOrDefault(id)), cancellationToken);
        if (count == 0)
            return 0;

        var (upserts, deletes) = (new List<RelationalRow>(), new List<RelationalRow>());
        foreach (var (id, file) in before)
        {
            var old = file is null ? [] : RowsOf(file);
            var now = RowsOf(_files[id]);
            upserts.AddRange(now.Where(row => !old.TryGetValue(row.Key, out var same) || !row.Value.IsSameAs(same)).Select(row => row.Value));
            deletes.AddRange(old.Where(row => !now.ContainsKey(row.Key)).Select(row => row.Value));
        }

        await WriteAsync([.. _names.TakeNew(), .. upserts], deletes, cancellationToken);
        return count;
    }

    private Dictionary<string, RelationalRow> RowsOf(PolicyFile file) => RelationalRows.Of(file, _names).DistinctBy(row => row.Key).ToDictionary(row => row.Key);

    private async Task<int> ReadAsync(Action<Guid> willChange, CancellationToken cancellationToken)
    {
        var mark = await feed.MarkAsync(cancellationToken);
        var news = await feed.AfterAsync(Position, mark, Batch, cancellationToken);
        foreach (var stored in news)
        {
            willChange(stored.PolicyId);
            _files[stored.PolicyId] = PolicyFile.After(_files.GetValueOrDefault(stored.PolicyId), stored);
        }

        Position = news.Count < Batch ? Math.Max(Position, mark) : news[^1].Position;
        return news.Count;
    }

    private async Task WriteAsync(List<RelationalRow> upserts, List<RelationalRow> deletes, CancellationToken cancellationToken)
    {
        // What is referred to is written first, and goes last.
        var order = RelationalTables.All.Index().ToDictionary(table => table.Item, table => table.Index);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);

        foreach (var row in upserts.OrderBy(row => order[row.Table]))
            batch.BatchCommands.Add(CommandOf(row.Table.Upsert, row, row.Table.Columns.Count));
        foreach (var row in deletes.OrderByDescending(row => order[row.Table]))
            batch.BatchCommands.Add(CommandOf(row.Table.Delete, row, row.Table.Keys));

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand CommandOf(string sql, RelationalRow row, int values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < values; i++)
            command.Parameters.Add(new() { Value = row.Values[i] ?? DBNull.Value, NpgsqlDbType = row.Table.Columns[i].Type });
        return command;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, RelationalTable table, IEnumerable<RelationalRow> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(table.Copy, cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            for (var i = 0; i < row.Values.Length; i++)
                await copy.WriteAsync(row.Values[i] ?? DBNull.Value, table.Columns[i].Type, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // All of it is ours.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
