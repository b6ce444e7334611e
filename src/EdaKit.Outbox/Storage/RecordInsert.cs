using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Writes the statement that stores records. It runs within the save's own command where there is one, so it costs no round trip. Records of
/// a lane get their position here, from the database and in the order of the commits.
/// </summary>
internal abstract class RecordInsert
{
    private readonly string _now;

    protected RecordInsert(StoreDialect dialect, StoreTable outbox)
    {
        _now = dialect.UnixMillisecondsNow;
        Into = $"insert into {outbox.Name} ({outbox.Column(nameof(OutboxRecord.Attempts))}, {string.Join(", ", Columns.Select(column => outbox.Column(column.Property)))}";
    }

    /// <summary>What is stored of a record beside its position, and that nothing has been attempted.</summary>
    protected static (string Property, string Type, Func<OutboxRecord, object?> Value)[] Columns { get; } =
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

    /// <summary>The beginning of every statement: the attempts and <see cref="Columns"/>, without the parenthesis that ends the list.</summary>
    protected string Into { get; }

    /// <summary>The statements for a database.</summary>
    public static RecordInsert Of(StoreDialect dialect, StoreTable outbox) =>
        dialect.HasSingleWriter ? new SqliteRecordInsert(dialect, outbox) : new PostgreSqlRecordInsert(dialect, outbox);

    /// <summary>Writes the statement and its parameters.</summary>
    public abstract string Write(DbCommand command, IReadOnlyList<OutboxRecord> records);

    /// <summary>Nothing is due before it is stored, by the database's clock: a relay need not look at all that was ever stored to find it.</summary>
    protected string Timed(string property, string value) =>
        property == nameof(OutboxRecord.AvailableAt) ? $"case when {value} > {_now} then {value} else {_now} end" : value;
}
