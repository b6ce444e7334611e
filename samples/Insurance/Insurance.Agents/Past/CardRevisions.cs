using Dapper;
using Insurance.Agents.Cards;
using Insurance.Store.History;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Insurance.Agents.Past;

/// <summary>
/// What could be searched for after each event: a narrow row for each revision of a card, and not the card, which the events give. Rows are added and
/// never changed. A revision holds from its own event until the next one of the policy.
/// </summary>
internal sealed class CardRevisions(NpgsqlDataSource database)
{
    public const string TableName = "insurance.card_revisions";

    private const string Insert = $"""
        insert into {TableName} (policy_id, events, position, recorded_at, is_active, until, search_text)
        select * from unnest(?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """;

    /// <summary>The table, which Marten makes with its own.</summary>
    public static Table Definition()
    {
        var table = new Table(TableName);
        table.AddColumn<Guid>("policy_id").AsPrimaryKey();
        table.AddColumn<long>("events").AsPrimaryKey();
        table.AddColumn<long>("position").NotNull().AddIndex();
        table.AddColumn<DateTimeOffset>("recorded_at").NotNull().AddIndex();
        table.AddColumn<bool>("is_active").NotNull();
        table.AddColumn("until", "date");
        table.AddColumn<string>("search_text").NotNull();
        return table;
    }

    /// <summary>Adds a row for each card, with what the session saves. A row that is there already says the same, since the same events made it.</summary>
    public static void Add(IDocumentOperations operations, IReadOnlyList<PolicyCard> steps)
    {
        if (steps.Count == 0)
            return;

        operations.QueueSqlCommand(Insert,
            steps.Select(card => card.Id).ToArray(),
            steps.Select(card => card.Events).ToArray(),
            steps.Select(card => card.Position).ToArray(),
            steps.Select(card => card.RecordedAt.ToUniversalTime()).ToArray(),
            steps.Select(card => card.IsActive).ToArray(),
            steps.Select(card => card.Until).ToArray(),
            steps.Select(card => card.SearchText).ToArray());
    }

    /// <summary>The revisions that held at a moment and in which all words occur, the latest first.</summary>
    public Task<IReadOnlyList<CardRevision>> SearchAsync(
        Moment moment, IReadOnlyList<string> words, DateOnly? activeOn, int atMost, CancellationToken cancellationToken)
    {
        // It walks back from the moment, and a short list is found after a few rows. So the next revision is looked up for each row, and not joined.
        var column = ColumnOf(moment);
        return ListAsync<CardRevision>($"""
            select policy_id as PolicyId, events as Events from {TableName} revision
            where {column} <= @moment and search_text like all (@patterns)
                and (@activeOn::date is null or is_active and until > @activeOn::date)
                and coalesce((
                    select next.{column} > @moment from {TableName} next
                    where next.policy_id = revision.policy_id and next.events = revision.events + 1), true)
            order by {column} desc, position desc limit @atMost
            """, new { moment = ValueOf(moment), patterns = words.Select(PatternOf).ToArray(), activeOn = activeOn?.ToDateTime(TimeOnly.MinValue), atMost }, cancellationToken);
    }

    /// <summary>The revision of a policy that held at a moment; null where there was none.</summary>
    public async Task<CardRevision?> FindAsync(Guid policyId, Moment moment, CancellationToken cancellationToken) =>
        (await ListAsync<CardRevision>($"""
            select policy_id as PolicyId, events as Events from {TableName}
            where policy_id = @policyId and {ColumnOf(moment)} <= @moment order by events desc limit 1
            """, new { policyId, moment = ValueOf(moment) }, cancellationToken)).SingleOrDefault();

    /// <summary>The policies that have another revision at the later of two instants, the one that changed last first.</summary>
    public Task<IReadOnlyList<RevisedPolicy>> ChangedAsync(DateTimeOffset from, DateTimeOffset to, int atMost, CancellationToken cancellationToken) =>
        ListAsync<RevisedPolicy>($"""
            select policy_id as PolicyId, min(events) - 1 as Before, max(events) as After, count(*) over () as Policies from {TableName}
            where recorded_at > @from and recorded_at <= @to
            group by policy_id order by max(recorded_at) desc, max(position) desc limit @atMost
            """, new { from, to, atMost }, cancellationToken);

    /// <summary>The day on which the last event up to a position was recorded; null where there is none.</summary>
    public async Task<DateOnly?> DayOfAsync(long position, CancellationToken cancellationToken) =>
        (await ListAsync<DateTime>($"select recorded_at from {TableName} where position <= @position order by position desc limit 1", new { position }, cancellationToken))
        .Select(instant => (DateOnly?)DateOnly.FromDateTime(instant)).SingleOrDefault();

    private static string PatternOf(string word) =>
        $"%{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    private static string ColumnOf(Moment moment) => moment.Instant is null ? "position" : "recorded_at";

    private static object ValueOf(Moment moment) => moment.Instant is { } instant ? instant.ToUniversalTime() : moment.Position ?? long.MaxValue;

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }
}
