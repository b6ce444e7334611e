using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>Runs the claim and reads what it answers.</summary>
internal static class ClaimedRecords
{
    public static async Task<List<OutboxRecord>> ReadAsync(DbContext context, OutboxSql sql, Guid relay, long from, RecordRoom atMost, TimeSpan lease,
        CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, sql.Claim, cancellationToken);
        command.Add("relay", relay).Add("from", from).Add("at_most", atMost.Records).Add("bytes", atMost.Bytes).Add("lease", (long)lease.TotalMilliseconds);

        return await command.AllAsync(row => Read(row, tellsDue: !sql.Dialect.HasSingleWriter), cancellationToken);
    }

    private static OutboxRecord Read(DbDataReader row, bool tellsDue)
    {
        var record = Read(row);
        record.DueSince = tellsDue ? row.GetInt64(OutboxSql.ClaimedProperties.Length) : null;
        return record;
    }

    // In the order of OutboxSql.ClaimedProperties.
    public static OutboxRecord Read(DbDataReader row) => new()
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
        ClaimedBy = row.IsDBNull(9) ? null : row.GetGuid(9),
        Attempts = row.GetInt32(10),
        LastError = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
