using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>Stores one record by a statement that is then prepared, and many by one whose parameters are arrays, one for each column.</summary>
internal sealed class PostgreSqlRecordInsert : RecordInsert
{
    /// <summary>The locks come first: the position is taken when the row is made, and only who holds the lane's lock until its commit may take one.</summary>
    private const string Locked = "(select count(pg_advisory_xact_lock(lane)) as held from unnest(@eda_lanes) as l (lane)) as locks where held >= 0";

    private readonly string _table;
    private readonly string _one;
    private readonly string _oneInLane;
    private readonly string _many;

    public PostgreSqlRecordInsert(StoreDialect dialect, StoreTable outbox)
        : base(dialect, outbox)
    {
        _table = outbox.Name;

        // A save of messages alone that is repeated because the answer to its commit was lost finds them there.
        var stored = $" on conflict ({outbox.Column(nameof(OutboxRecord.Id))}) do nothing";

        var values = string.Join(", ", Columns.Select((column, i) => Timed(column.Property, $"cast(@eda_{i} as {column.Type})")));
        _one = $"{Into}) values (0, {values}){stored}";
        _oneInLane = $"{Into}) select 0, {values} from {Locked}{stored}";

        var arrays = string.Join(", ", Columns.Select((_, i) => $"@eda_{i}"));
        var names = string.Join(", ", Columns.Select((_, i) => $"c{i}"));
        var columns = string.Join(", ", Columns.Select((column, i) => Timed(column.Property, $"r.c{i}")));
        _many = $"{Into}) select 0, {columns} from {Locked.Replace(" where", $", unnest({arrays}) as r ({names}) where", StringComparison.Ordinal)}{stored}";
    }

    public override string Write(DbCommand command, IReadOnlyList<OutboxRecord> records)
    {
        var locks = LaneHash.LocksOf(records.Where(record => record.Lane is not null).Select(record => record.Lane!), _table);
        if (records.Count == 1)
        {
            for (var i = 0; i < Columns.Length; i++)
                command.AddParameter($"eda_{i}", Columns[i].Value(records[0]));
        }
        else
        {
            AddArrays(command, records);
        }

        if (records.Count == 1 && locks.Length == 0)
            return _one;

        command.AddParameter("eda_lanes", locks);
        return records.Count == 1 ? _oneInLane : _many;
    }

    // In the order of the columns.
    private static void AddArrays(DbCommand command, IReadOnlyList<OutboxRecord> records)
    {
        command.AddParameter("eda_0", Each(record => record.Id));
        command.AddParameter("eda_1", Each(record => record.MessageId));
        command.AddParameter("eda_2", Each(record => record.Destination));
        command.AddParameter("eda_3", Each(record => record.MessageTypes));
        command.AddParameter("eda_4", Each(record => record.ContentType));
        command.AddParameter("eda_5", Each(record => record.Body));
        command.AddParameter("eda_6", Each(record => record.Properties));
        command.AddParameter("eda_7", Each(record => record.CapturedAt));
        command.AddParameter("eda_8", Each(record => record.AvailableAt));
        command.AddParameter("eda_9", Each(record => record.ClaimedBy));
        command.AddParameter("eda_10", Each(record => record.Lane));
        command.AddParameter("eda_11", Each(record => record.Token));

        T[] Each<T>(Func<OutboxRecord, T> value) => [.. records.Select(value)];
    }
}
