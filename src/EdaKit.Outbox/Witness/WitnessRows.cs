using System.Data.Common;
using EdaKit.Evidence;

namespace EdaKit.Outbox.Witness;

/// <summary>Reads what <see cref="WitnessSql"/> answers, in the order of its columns.</summary>
internal static class WitnessRows
{
    public static StoredMessage Stored(DbDataReader row)
    {
        var state = (StoredState)row.GetInt32(2);

        return new()
        {
            RecordId = row.GetGuid(0),
            MessageId = row.GetGuid(1),
            State = state,
            Since = Time(row.GetInt64(state == StoredState.Parked ? 4 : 3)),
            Until = state == StoredState.Delayed ? Time(row.GetInt64(5)) : null,
            Attempts = row.GetInt32(6),
            LastError = row.IsDBNull(7) ? null : row.GetString(7),
            Destination = row.GetString(8),
            Lane = row.IsDBNull(9) ? null : row.GetString(9),
        };
    }

    public static HandledMessage Handled(DbDataReader row) => new(row.GetGuid(0), row.GetString(1), Time(row.GetInt64(2)));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
