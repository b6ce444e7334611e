using System.Data.Common;
using System.Globalization;
using System.Text;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Writes the statement that stores records. It runs within the save's own command where there is one, so it costs no round trip. Records of
/// a lane get their position here, from the database and in the order of the commits.
/// </summary>
internal sealed class RecordInsert
{
    /// <summary>SQLite's bound on the parameters of one statement is 32,766.</summary>
    private const int RowsOfOneStatement = 2000;

    private static readonly (string Property, string Type, Func<OutboxRecord, object?> Value)[] Columns =
    [
        (nameof(OutboxRecord.Id), "uuid", record => record.Id),
        (nameof(OutboxRecord.MessageId), "uuid", record => record.MessageId),
        (nameof(OutboxRecord.Destination), "text", record => record.Destination),
        (nameof(OutboxRecord.MessageTypes), "text", record => record.MessageTypes),
        (nameof(OutboxRecord.ContentType), "text", record => record.ContentType),
        (nameof(OutboxRecord.Body), "bytea", record => record.Body),
        (nameof(OutboxRecord.Properties), "text", record => record.Properties),
        (nameof(OutboxRecord.CapturedAt), "bigint", record => record.CapturedAt),
        (nameof(OutboxRecord.AvailableAt), "bigint", record => record.AvailableAt),
        (nameof(OutboxRecord.ClaimedBy), "uuid", record => record.ClaimedBy),
        (nameof(OutboxRecord.Lane), "text", record => record.Lane),
        (nameof(OutboxRecord.Token), "uuid", record => record.Token),
    ];

    private readonly bool _hasSingleWriter;
    private readonly string _now;
    private readonly string _into;
    private readonly string _table;
    private readonly string _lane;
    private readonly string _position;
    private readonly string _availableAt;
    private readonly string _one;
    private readonly string _oneInLane;
    private readonly string _many;

    public RecordInsert(StoreDialect dialect, StoreTable outbox)
    {
        _hasSingleWriter = dialect.HasSingleWriter;
        _now = dialect.UnixMillisecondsNow;
        _table = outbox.Name;
        _lane = outbox.Column(nameof(OutboxRecord.Lane));
        _position = outbox.Column(nameof(OutboxRecord.Position));
        _availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt));

        _into = $"insert into {outbox.Name} ({outbox.Column(nameof(OutboxRecord.Attempts))}, {string.Join(", ", Columns.Select(column => outbox.Column(column.Property)))}";
        var values = string.Join(", ", Columns.Select((column, i) => Timed(column.Property, $"cast(@eda_{i} as {column.Type})")));

        // The locks come first: the position is taken when the row is made, and only who holds the lane's lock until its commit may take one.
        const string Locked = "(select count(pg_advisory_xact_lock(lane)) as held from unnest(@eda_lanes) as l (lane)) as locks where held >= 0";
        _one = $"{_into}) values (0, {values})";
        _oneInLane = $"{_into}) select 0, {values} from {Locked}";
        var arrays = string.Join(", ", Columns.Select((_, i) => $"@eda_{i}"));
        var names = string.Join(", ", Columns.Select((_, i) => $"c{i}"));
        var columns = string.Join(", ", Columns.Select((column, i) => Timed(column.Property, $"r.c{i}")));
        _many = $"{_into}) select 0, {columns} from {Locked.Replace(" where", $", unnest({arrays}) as r ({names}) where", StringComparison.Ordinal)}";
    }

    // Nothing is due before it is stored, by the database's clock: a relay need not look at all that was ever stored to find it.
    private string Timed(string property, string value) =>
        property == nameof(OutboxRecord.AvailableAt) ? $"case when {value} > {_now} then {value} else {_now} end" : value;

    /// <summary>Writes one or more statements and their parameters.</summary>
    public string Write(DbCommand command, IReadOnlyList<OutboxRecord> records)
    {
        if (_hasSingleWriter)
            return WriteRows(command, records);

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

    /// <summary>
    /// One writer at a time needs no lock, and has no sequence: what comes next in a lane is one more than the last one that is there, wherever
    /// it stands.
    /// </summary>
    private string WriteRows(DbCommand command, IReadOnlyList<OutboxRecord> records)
    {
        var (sql, parameters) = (new StringBuilder(), new SharedParameters(command));

        for (var n = 0; n < records.Count; n++)
        {
            sql.Append(n % RowsOfOneStatement > 0 ? ",\n" : $"{(n > 0 ? ";\n" : "")}{_into}, {_position}) values ").Append("(0");

            foreach (var (property, _, value) in Columns)
                sql.Append(", ").Append(Timed(property, parameters.NameOf(value(records[n]))));

            sql.Append(records[n].Lane is { } lane ? NextPosition(n, parameters.NameOf(lane)) : ", 0)");
        }

        return sql.ToString();
    }

    // Each of the two is the end of an index: those that wait, and those that are set aside.
    private string NextPosition(int n, string lane) => string.Create(CultureInfo.InvariantCulture, $"""
        , 1 + {n} + max(
            coalesce((select max({_position}) from {_table} where {_lane} = {lane} and {_availableAt} is not null), 0),
            coalesce((select max({_position}) from {_table} where {_lane} = {lane} and {_availableAt} is null), 0)))
        """);
}
