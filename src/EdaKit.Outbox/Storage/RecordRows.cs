using System.Data.Common;
using System.Text.Json;
using EdaKit.Outbox.Limits;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>Reads what <see cref="OperationsSql"/> answers, in the order of its columns.</summary>
internal static class RecordRows
{
    public static RecordSummary Summary(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        MessageId = row.GetGuid(1),
        Destination = row.GetString(2),
        MessageTypes = row.GetString(3).Split(';'),
        CapturedAt = Time(row.GetInt64(4)),
        AvailableAt = TimeOrNull(row, 5),
        ParkedAt = TimeOrNull(row, 6),
        Attempts = row.GetInt32(7),
        LastError = row.IsDBNull(8) ? null : row.GetString(8),
        State = (RecordState)row.GetInt32(9),
        Lane = row.IsDBNull(10) ? null : row.GetString(10),
    };

    public static RecordDetails Details(DbDataReader row)
    {
        var properties = row.GetString(13);

        return new()
        {
            Summary = Summary(row),
            ContentType = row.GetString(11),
            Body = row.GetFieldValue<byte[]>(12),
            Properties = properties,
            Headers = HeadersOf(properties),
        };
    }

    public static OutboxCounts Counts(DbDataReader row) => new()
    {
        Waiting = row.GetInt64(0) + row.GetInt64(8),
        Parked = row.GetInt64(1),
        Delayed = row.GetInt64(2) + row.GetInt64(8),
        Leased = row.GetInt64(3),
        Held = row.GetInt64(7),
        OldestCapturedAt = TimeOrNull(row, 4),
        OldestAge = row.IsDBNull(5) ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(0, row.GetInt64(6) - row.GetInt64(5))),
    };

    public static OutboxLevel Level(DbDataReader row)
    {
        var now = row.GetInt64(3);
        var since = Math.Min(row.IsDBNull(1) ? now : row.GetInt64(1), row.IsDBNull(2) ? now : row.GetInt64(2));

        return new(row.GetInt64(0), TimeSpan.FromMilliseconds(Math.Max(0, now - since)));
    }

    private static Dictionary<string, object> HeadersOf(string properties)
    {
        try
        {
            return new(StoredValue.Read(RecordProperties.FromJson(properties).Headers));
        }
        catch (JsonException)
        {
            // What cannot be read may be what the record is parked for: it is to be shown all the more.
            return [];
        }
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static DateTimeOffset? TimeOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : Time(row.GetInt64(column));
}
