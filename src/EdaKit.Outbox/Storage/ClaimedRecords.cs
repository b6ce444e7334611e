using System.Data.Common;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// Runs the claim, past EF Core: it comes at every poll, and a statement that EF Core runs stands in the application's log each time.
/// </summary>
internal static class ClaimedRecords
{
    public static async Task<List<OutboxRecord>> ReadAsync(DbContext context, OutboxSql sql, Guid relay, int atMost, TimeSpan lease,
        CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);

        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql.Claim;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        AddParameter(command, "relay", relay);
        AddParameter(command, "at_most", atMost);
        AddParameter(command, "lease", (long)lease.TotalMilliseconds);

        var records = new List<OutboxRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        while (await reader.ReadAsync(cancellationToken))
            records.Add(Read(reader));

        return records;
    }

    // In the order of OutboxSql.ClaimedProperties.
    private static OutboxRecord Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        MessageId = row.GetGuid(1),
        Destination = row.GetString(2),
        MessageTypes = row.GetString(3),
        ContentType = row.GetString(4),
        Body = row.GetFieldValue<byte[]>(5),
        Properties = row.GetString(6),
        CapturedAt = row.GetInt64(7),
        AvailableAt = row.GetInt64(8),
        ClaimedBy = row.GetGuid(9),
        Attempts = row.GetInt32(10),
        LastError = row.IsDBNull(11) ? null : row.GetString(11),
    };

    private static void AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
