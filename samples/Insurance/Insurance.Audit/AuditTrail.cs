using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;

namespace Insurance.Audit;

/// <summary>
/// The trail in its table, and how it follows the events. It reads rows and not objects: what the code of today cannot read is in it too, and no
/// upcaster stands between the supervisor and what was stored.
/// </summary>
public sealed class AuditTrail(NpgsqlDataSource database)
{
    private const int Batch = 500;

    private const string Tables = """
        create schema if not exists audit;
        create table if not exists audit.entries (
            number bigint primary key, position bigint not null unique, recorded_at text not null, policy_id uuid not null,
            version bigint not null, event text not null, by text, why text, command_id text, conversation_id text, data text not null, seal text not null);
        create index if not exists entries_policy on audit.entries (policy_id, number);
        create index if not exists entries_command on audit.entries (command_id);
        create index if not exists entries_recorded on audit.entries (recorded_at collate "C");
        create table if not exists audit.head (
            one boolean primary key default true check (one), number bigint not null, position bigint not null, seal text not null);
        """;

    /// <summary>What the store says of an event, as it is sealed. Marten's tombstones fill the positions of appends that failed.</summary>
    private const string Stored = """
        select seq_id as Position, to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as RecordedAt,
            stream_id as PolicyId, version as Version, type as Event,
            headers->>'by' as By, headers->>'why' as Why, causation_id as CommandId, correlation_id as ConversationId, data::text as Data
        from insurance.mt_events where type not like 'tombstone%'
        """;

    /// <summary>Up to the daemon's high-water mark nothing can appear any more between the events that are there.</summary>
    private const string News = $"""
        select * from ({Stored}) stored
        where Position > @position and Position <= (select last_seq_id from insurance.mt_event_progression where name = 'HighWaterMark')
        order by Position limit @Batch
        """;

    /// <summary>The first entry of which the store says something else, or nothing.</summary>
    private const string Changed = $"""
        select entry.number from audit.entries entry left join ({Stored}) stored on stored.Position = entry.position
        where (stored.RecordedAt, stored.PolicyId, stored.Version, stored.Event, stored.By, stored.Why, stored.CommandId, stored.ConversationId, stored.Data)
            is distinct from (entry.recorded_at, entry.policy_id, entry.version, entry.event, entry.by, entry.why, entry.command_id, entry.conversation_id, entry.data)
        order by entry.number limit 1
        """;

    /// <summary>The first event that the trail has gone by.</summary>
    private const string SlippedIn = $"""
        select stored.Position from ({Stored}) stored
        where stored.Position <= (select position from audit.head) and not exists (select from audit.entries entry where entry.position = stored.Position)
        order by stored.Position limit 1
        """;

    /// <summary>Makes the tables if they are missing. An application would do it with its migrations.</summary>
    public async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Tables, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into audit.head (number, position, seal) values (0, 0, @Origin) on conflict do nothing",
            new { AuditSeal.Origin }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Seals the next events. Entries and head are stored in one transaction, and the head's row is locked: of several processes one at a time goes
    /// on, and each event counts once.
    /// </summary>
    /// <returns>How many, at most 500.</returns>
    public async Task<int> GoOnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var head = await connection.QuerySingleAsync<Head>(new CommandDefinition(
            "select number, position, seal from audit.head for update", transaction: transaction, cancellationToken: cancellationToken));

        var sealedEntries = new List<AuditEntry>();
        var news = await connection.QueryAsync<StoredRow>(
            new CommandDefinition(News, new { head.Position, Batch }, transaction, cancellationToken: cancellationToken));
        foreach (var stored in news)
        {
            var entry = new AuditEntry(head.Number + 1, stored.Position, stored.RecordedAt, stored.PolicyId, stored.Version, stored.Event, stored.By, stored.Why,
                stored.CommandId, stored.ConversationId, stored.Data, "");
            entry = entry with { Seal = AuditSeal.Of(head.Seal, entry) };
            head = new(entry.Number, entry.Position, entry.Seal);
            sealedEntries.Add(entry);
        }

        if (sealedEntries.Count == 0)
            return 0;

        await InsertAsync(connection, sealedEntries, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update audit.head set number = @Number, position = @Position, seal = @Seal", head, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return sealedEntries.Count;
    }

    /// <summary>All entries, the first one first, as they stand in the table.</summary>
    /// <param name="until">The position of the last one; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(long? until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var entries = connection.QueryUnbufferedAsync<AuditEntry>($"{AuditColumns.Select} where position <= @until order by number", new { until = until ?? long.MaxValue });
        await foreach (var entry in entries.WithCancellation(cancellationToken))
            yield return entry;
    }

    /// <summary>Checks the chain, and that the store still says what was sealed, and nothing between.</summary>
    /// <param name="until">The position up to which it is checked; null for all. What the store says is checked in any case.</param>
    /// <param name="noted">A seal that somebody has noted, which must be in the trail; null where there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AuditVerdict> VerifyAsync(long? until, string? noted, CancellationToken cancellationToken)
    {
        var verdict = await AuditCheck.OfAsync(ReadAsync(until, cancellationToken), cancellationToken);
        if (!verdict.Holds)
            return verdict;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (noted is not null && !await IsThereAsync(connection, noted, verdict.Entries, cancellationToken))
            return verdict with { Fault = $"No entry has the noted seal '{noted}'. The chain was made anew, or its end was cut off." };

        if (await FirstAsync(connection, Changed, cancellationToken) is { } changed)
            return verdict with { Fault = $"The store no longer says what entry '{changed}' has sealed." };

        return await FirstAsync(connection, SlippedIn, cancellationToken) is { } position
            ? verdict with { Fault = $"The store has an event at position '{position}', and the trail, which is further, has no entry for it." }
            : verdict;
    }

    /// <summary>All in one statement: row by row, each of them would wait for an answer.</summary>
    private static Task<int> InsertAsync(NpgsqlConnection connection, List<AuditEntry> entries, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into audit.entries
            select * from unnest(
                @numbers, @positions, @instants, @policies, @versions, @events, @by, @why, @commands, @conversations, @data, @seals)
            """,
            new
            {
                numbers = entries.ConvertAll(entry => entry.Number).ToArray(),
                positions = entries.ConvertAll(entry => entry.Position).ToArray(),
                instants = entries.ConvertAll(entry => entry.RecordedAt).ToArray(),
                policies = entries.ConvertAll(entry => entry.PolicyId).ToArray(),
                versions = entries.ConvertAll(entry => entry.Version).ToArray(),
                events = entries.ConvertAll(entry => entry.Event).ToArray(),
                by = entries.ConvertAll(entry => entry.By).ToArray(),
                why = entries.ConvertAll(entry => entry.Why).ToArray(),
                commands = entries.ConvertAll(entry => entry.CommandId).ToArray(),
                conversations = entries.ConvertAll(entry => entry.ConversationId).ToArray(),
                data = entries.ConvertAll(entry => entry.Data).ToArray(),
                seals = entries.ConvertAll(entry => entry.Seal).ToArray(),
            }, transaction, cancellationToken: cancellationToken));

    private static Task<long?> FirstAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(sql, cancellationToken: cancellationToken));

    private static Task<bool> IsThereAsync(NpgsqlConnection connection, string seal, long entries, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from audit.entries where seal = @seal and number <= @entries)", new { seal, entries }, cancellationToken: cancellationToken));

    private sealed record Head(long Number, long Position, string Seal);

    private sealed record StoredRow(
        long Position, string RecordedAt, Guid PolicyId, long Version, string Event,
        string? By, string? Why, string? CommandId, string? ConversationId, string Data);
}
