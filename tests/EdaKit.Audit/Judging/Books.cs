using EdaKit.Audit.Workers;
using Npgsql;

namespace EdaKit.Audit.Judging;

/// <summary>Reads from the database what was committed and what came of it.</summary>
internal static class Books
{
    public static Task<List<Commitment>> ReadCommittedAsync(string database, CancellationToken cancellationToken) => ReadAsync(database,
        "select id, lane, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint, ordinal, said_by from said",
        row => new Commitment(
            row.GetGuid(0), row.IsDBNull(1) ? null : string.Intern(row.GetString(1)), row.GetInt64(2), row.GetInt32(3),
            string.Intern(row.GetString(4))),
        cancellationToken);

    public static async Task<Dictionary<Guid, int>> ReadEffectsAsync(string database, CancellationToken cancellationToken) =>
        (await ReadAsync(database, "select message_id, count(*)::int from effect group by message_id",
            row => (Message: row.GetGuid(0), Count: row.GetInt32(1)), cancellationToken)).ToDictionary(effect => effect.Message, effect => effect.Count);

    /// <summary>When the consumer that consumes in lanes committed what it made of a message.</summary>
    public static async Task<Dictionary<Guid, long>> ReadEffectsInLanesAsync(string database, CancellationToken cancellationToken) =>
        (await ReadAsync(database, $"""
            select message_id, min((extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint) from effect
            where consumer = '{nameof(NoteMove)}' group by message_id
            """, row => (Message: row.GetGuid(0), At: row.GetInt64(1)), cancellationToken)).ToDictionary(effect => effect.Message, effect => effect.At);

    /// <summary>What the outbox knows of a message, for a report: one line for each effect and record.</summary>
    public static Task<List<string>> ReadTraceAsync(string database, Guid message, CancellationToken cancellationToken) => ReadAsync(database, $"""
        select 'effect by ' || consumer || ' of ' || worker || ' at ' || at from effect where message_id = '{message}'
        union all select 'inbox ' || consumer || ' at ' || consumed_at from edakit_inbox where message_id = '{message}'
        union all select 'outbox ' || o::text from (select id, available_at, claimed_by, attempts, last_error, parked_at, lane, position from edakit_outbox
            where message_id = '{message}') as o
        """, row => row.GetString(0), cancellationToken);

    private static async Task<List<T>> ReadAsync<T>(string database, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Command Timeout=300");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));

        return rows;
    }
}
