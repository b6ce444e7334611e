using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Stores any number of records by one statement with two parameters: the rows as JSON, and the bodies, which JSON would make larger, one after
/// the other. Each row says where its body begins, and at its end how long it is.
/// </summary>
internal sealed class SqliteRecordInsert : RecordInsert
{
    private const string Rows = "eda_rows";
    private const string Bodies = "eda_bodies";

    private readonly string _statement;

    public SqliteRecordInsert(StoreDialect dialect, StoreTable outbox)
        : base(dialect, outbox)
    {
        string position = outbox.Column(nameof(OutboxRecord.Position)), lane = outbox.Column(nameof(OutboxRecord.Lane)), availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt));
        var ofRow = Columns.Select((column, i) => (column.Property, Value: Row(i))).ToDictionary(column => column.Property, column => column.Value);
        var laneOfRow = ofRow[nameof(OutboxRecord.Lane)];
        ofRow[nameof(OutboxRecord.Body)] = $"substr(@{Bodies}, {ofRow[nameof(OutboxRecord.Body)]} + 1, {Row(Columns.Length)})";

        // One writer at a time needs no lock, and has no sequence: what comes next in a lane is one more than the last one that is there, wherever
        // it stands. Each of the two is the end of an index: those that wait, and those that are set aside.
        var next = $"""
            1 + r.key + max(
                coalesce((select max({position}) from {outbox.Name} where {lane} = {laneOfRow} and {availableAt} is not null), 0),
                coalesce((select max({position}) from {outbox.Name} where {lane} = {laneOfRow} and {availableAt} is null), 0))
            """;

        _statement = $"""
            {Into}, {position})
            select 0, {string.Join(", ", Columns.Select(column => Timed(column.Property, ofRow[column.Property])))}, case when {laneOfRow} is null then 0 else {next} end
            from json_each(@{Rows}) as r order by r.key
            """;

        static string Row(int i) => $"json_extract(r.value, '$[{i}]')";
    }

    public override string Write(DbCommand command, IReadOnlyList<OutboxRecord> records)
    {
        var rows = new List<object?[]>(records.Count);
        var bodies = new byte[RecordRoom.BytesOf(records)];
        var begin = 0;

        foreach (var record in records)
        {
            rows.Add([.. Columns.Select(column => column.Property == nameof(OutboxRecord.Body) ? begin : column.Value(record)), record.Body.Length]);
            record.Body.CopyTo(bodies, begin);
            begin += record.Body.Length;
        }

        command.AddParameter(Rows, SqliteJson.Of(rows));
        command.AddParameter(Bodies, bodies);
        return _statement;
    }
}
