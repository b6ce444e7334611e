using System.Globalization;
using Dapper;
using Npgsql;

namespace Insurance.Audit.Reading;

/// <summary>Finds entries of the trail, as it is or as it was at any moment.</summary>
public sealed class AuditReader(NpgsqlDataSource database)
{
    private const int AtMost = 100;

    // Instants are texts of one length, as they were sealed: byte by byte they compare as instants do.
    private const string RecordedAt = "recorded_at collate \"C\"";

    private const string Latest = "9999-12-31T23:59:59.999999Z";

    private const string Then = $"position <= @position and {RecordedAt} <= @instant";

    private const string Wanted = $"""
        {Then} and number < @before and {RecordedAt} >= @from and {RecordedAt} < @to
        and (@PolicyId::uuid is null or policy_id = @PolicyId) and (@CommandId::text is null or command_id = @CommandId)
        and (@By::text is null or strpos(lower(by), lower(@By)) > 0) and (@Event::text is null or strpos(event, @Event) > 0)
        """;

    /// <summary>A page of the entries that somebody wants, the latest first.</summary>
    public async Task<AuditPage> SearchAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var take = Math.Clamp(query.Take, 1, AtMost);
        var parameters = new
        {
            position = query.Position ?? long.MaxValue,
            instant = Text(query.Instant) ?? Latest,
            before = query.Before ?? long.MaxValue,
            from = Text(query.From) ?? "",
            to = Text(query.To) ?? Latest,
            query.PolicyId,
            query.CommandId,
            query.By,
            query.Event,
            // One more than wanted, to know whether there is a next page.
            limit = take + 1,
        };

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var head = await connection.QueryFirstOrDefaultAsync<AuditHead>(new CommandDefinition(
            $"select number, position, seal from audit.entries where {Then} order by number desc limit 1", parameters, cancellationToken: cancellationToken));
        var entries = (await connection.QueryAsync<AuditEntry>(new CommandDefinition(
            $"{AuditColumns.Select} where {Wanted} order by number desc limit @limit", parameters, cancellationToken: cancellationToken))).AsList();

        return new(head, [.. entries.Take(take)], entries.Count > take ? entries[take - 1].Number : null);
    }

    private static string? Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
