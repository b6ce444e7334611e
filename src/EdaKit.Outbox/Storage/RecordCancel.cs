using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Writes the statement that cancels scheduled messages. Like <see cref="RecordInsert"/> it runs within the save's own command.
/// </summary>
internal sealed class RecordCancel
{
    private readonly StoreDialect _dialect;
    private readonly string _delete;

    public RecordCancel(StoreDialect dialect, StoreTable outbox)
    {
        var token = outbox.Column(nameof(OutboxRecord.Token));
        _dialect = dialect;

        // A relay's claim and this delete meet on the row, and the one that comes second finds it gone or taken. Whose lease has lapsed may have
        // sent the message all the same, so what was ever taken stays. The first condition is that of the index, or it would not be used.
        _delete = $"""
            delete from {outbox.Name} where {token} is not null and {dialect.IsOneOf(token, "@eda_cancelled")}
            and {outbox.Column(nameof(OutboxRecord.ClaimedBy))} is null
            """;
    }

    /// <summary>Writes the statement and its parameter.</summary>
    public string Write(DbCommand command, IReadOnlyCollection<Guid> tokens)
    {
        command.AddParameter("eda_cancelled", _dialect.ListOf(tokens));
        return _delete;
    }
}
