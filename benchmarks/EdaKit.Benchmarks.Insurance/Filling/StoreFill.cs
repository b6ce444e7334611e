using EdaKit.Benchmarks.Insurance.Offices;
using Npgsql;
using NpgsqlTypes;

namespace EdaKit.Benchmarks.Insurance.Filling;

/// <summary>Puts events into Marten's tables by COPY, as if its sessions had appended them. Command by command a million would take hours.</summary>
internal static class StoreFill
{
    private const string Tenant = "*DEFAULT*";

    /// <summary>Fills an empty store.</summary>
    /// <returns>The position of the last event.</returns>
    public static async Task<long> RunAsync(Office office, IReadOnlyList<PastEvent> events, CancellationToken cancellationToken)
    {
        await using var connection = await office.Database.OpenConnectionAsync(cancellationToken);
        await CopyStreamsAsync(connection, events, cancellationToken);
        await CopyEventsAsync(connection, events, cancellationToken);

        await office.ExecuteAsync($"""
            select setval('insurance.mt_events_sequence', {events.Count});
            insert into insurance.mt_event_progression (name, last_seq_id) values ('HighWaterMark', {events.Count})
                on conflict (name) do update set last_seq_id = excluded.last_seq_id;
            """, cancellationToken);
        await office.ExecuteAsync("vacuum analyze insurance.mt_events", cancellationToken);
        await office.ExecuteAsync("vacuum analyze insurance.mt_streams", cancellationToken);
        return events.Count;
    }

    private static async Task CopyStreamsAsync(NpgsqlConnection connection, IReadOnlyList<PastEvent> events, CancellationToken cancellationToken)
    {
        var created = events.Where(happened => happened.Version == 1).ToDictionary(happened => happened.Policy, happened => happened.RecordedAt);
        var last = new Dictionary<Guid, PastEvent>();
        foreach (var happened in events)
            last[happened.Policy] = happened;

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy insurance.mt_streams (id, version, timestamp, created, tenant_id, is_archived) from stdin (format binary)", cancellationToken);
        foreach (var (policy, happened) in last)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(policy, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(happened.Version, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(happened.RecordedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(created[policy], NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(Tenant, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task CopyEventsAsync(NpgsqlConnection connection, IReadOnlyList<PastEvent> events, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            copy insurance.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, is_archived)
            from stdin (format binary)
            """, cancellationToken);
        foreach (var (i, happened) in events.Index())
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(i + 1L, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(Guid.CreateVersion7(happened.RecordedAt), NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(happened.Policy, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(happened.Version, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(happened.Json, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(happened.Type, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(happened.RecordedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(Tenant, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(happened.Class, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync($"{happened.CommandId}", NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync($"{happened.CommandId}", NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(happened.Headers, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
