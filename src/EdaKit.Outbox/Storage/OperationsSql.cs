using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// The statements behind operations. A record without a due time is set aside: parked, or held behind a parked one of its lane.
/// </summary>
internal sealed class OperationsSql
{
    /// <summary>Of how many records that are next the level looks at the age.</summary>
    private const int Next = 1000;

    /// <summary>In milliseconds, twice what a lease or a pause may last: a record that is further ahead can only be delayed.</summary>
    private const long Near = 2 * 3_600_000;

    private readonly string _messageTypes, _destination, _id, _lane, _lastError, _parkedAt, _state;

    private OperationsSql(StoreDialect dialect, StoreTable outbox)
    {
        Dialect = dialect;
        var now = dialect.UnixMillisecondsNow;
        _id = outbox.Column(nameof(OutboxRecord.Id));
        _messageTypes = outbox.Column(nameof(OutboxRecord.MessageTypes));
        _destination = outbox.Column(nameof(OutboxRecord.Destination));
        string availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt)), claimedBy = outbox.Column(nameof(OutboxRecord.ClaimedBy)),
            attempts = outbox.Column(nameof(OutboxRecord.Attempts)), lastError = _lastError = outbox.Column(nameof(OutboxRecord.LastError)),
            parkedAt = _parkedAt = outbox.Column(nameof(OutboxRecord.ParkedAt)), capturedAt = outbox.Column(nameof(OutboxRecord.CapturedAt)),
            properties = outbox.Column(nameof(OutboxRecord.Properties));
        _lane = outbox.Column(nameof(OutboxRecord.Lane));

        _state = $"""
            case when {parkedAt} is not null then {(int)RecordState.Parked} when {availableAt} is null then {(int)RecordState.Held}
                 when {availableAt} <= {now} then {(int)RecordState.Due} when {claimedBy} is null then {(int)RecordState.Delayed} else {(int)RecordState.Leased} end
            """;

        var summary = $"""
            {_id}, {outbox.Column(nameof(OutboxRecord.MessageId))}, {_destination}, {_messageTypes}, {capturedAt}, {availableAt}, {parkedAt}, {attempts}, {lastError},
            {_state}, {_lane}
            """;

        // The claim moves available_at, so the end of a message's delay is read from where its properties begin.
        var dueSince = $"""
            case when {properties} like '{RecordProperties.DueAtPrefix}%' then cast(substr({properties}, {RecordProperties.DueAtPrefix.Length + 1}, {RecordProperties.DueAtDigits}) as bigint)
                 else {capturedAt} end
            """;

        ListParked = $"select {summary} from {outbox.Name} where {parkedAt} is not null";
        ListWaiting = $"select {summary} from {outbox.Name} where {parkedAt} is null";
        Find = $"""
            select {summary}, {outbox.Column(nameof(OutboxRecord.ContentType))}, {outbox.Column(nameof(OutboxRecord.Body))}, {properties}
            from {outbox.Name} where {_id} = @id
            """;

        string CountOf(string records, string delayed) => $"""
            select count(*) - count({parkedAt}), count({parkedAt}),
                   count(case when {availableAt} > {now} and {claimedBy} is null then 1 end),
                   count(case when {availableAt} > {now} and {claimedBy} is not null then 1 end),
                   min(case when {parkedAt} is null then {capturedAt} end), min(case when {availableAt} is not null then {dueSince} end), {now},
                   count(*) - count({availableAt}) - count({parkedAt}), {delayed}
            from {records}
            """;
        Count = CountOf(outbox.Name, "cast(0 as bigint)");

        // Each part along its own index. What is scheduled may be most of the table, and its bodies are not read for what the index knows.
        string Of(string which) => $"select {availableAt}, {claimedBy}, {parkedAt}, {capturedAt}, {properties} from {outbox.Name} where {which}";
        Gauge = CountOf($"""
            ({Of($"{_lane} is null and {availableAt} <= {now} + {Near}")} union all {Of($"{_lane} is null and {availableAt} is null")}
             union all {Of($"{_lane} is not null and {availableAt} is not null")} union all {Of($"{_lane} is not null and {availableAt} is null")}) as r
            """, $"(select count(*) from {outbox.Name} where {_lane} is null and {availableAt} > {now} + {Near})");

        // No further than the limit, each part along its own index, past what is parked.
        Level = $"""
            select (select count(*) from (select 1 as one from {outbox.Name} where {_lane} is null and {availableAt} <= {now} limit @at_most) as a)
                 + (select count(*) from (select 1 as one from {outbox.Name} where {_lane} is not null and {availableAt} is not null and {availableAt} <= {now} limit @at_most) as b),
                   (select min(since) from (select {dueSince} as since from {outbox.Name} where {_lane} is null and {availableAt} <= {now} order by {availableAt}, {_id} limit {Next}) as c),
                   (select min(since) from (select {dueSince} as since from {outbox.Name} where {_lane} is not null and {availableAt} is not null and {availableAt} <= {now} limit {Next}) as d),
                   {now}
            """;

        var named = $"{_id} in ({dialect.IdsOf("@ids")})";
        There = $"select {_id} from {outbox.Name} where {named}";

        // Rows that a relay or another operation is changing at the moment are passed over: nobody waits for anybody.
        var retry = $"update {outbox.Name} set {availableAt} = {now}, {claimedBy} = null, {parkedAt} = null, {attempts} = 0, {lastError} = null where {_id} in (select {_id} from {outbox.Name}";
        var discard = $"delete from {outbox.Name} where {_id} in (select {_id} from {outbox.Name}";
        var parked = $"{parkedAt} <= @until and {_id} > @after";

        Retry = $"{retry} where {parkedAt} is not null and {named}{Tail}";
        RetryParked = $"{retry} where {parked}";

        // A record that is leased is on its way, and one that waits in a lane may be. Deleted now, it would be sent all the same, and its
        // discarding a lie in the log.
        Discard = $"{discard} where ({availableAt} is null or ({_lane} is null and ({claimedBy} is null or {availableAt} <= {now}))) and {named}{Tail}";
        DiscardParked = $"{discard} where {parked}";
    }

    public StoreDialect Dialect { get; }

    /// <summary>
    /// No parameters. Answers with waiting, parked, delayed, leased, the oldest captured_at, since when the oldest is due, now, held, and how many more are delayed
    /// that are in none of these figures.
    /// </summary>
    public string Count { get; }

    /// <summary>As <see cref="Count"/>, past what is scheduled for later: the oldest captured_at is that of the others.</summary>
    public string Gauge { get; }

    /// <summary>Parameter by name: at_most. Answers with how many records could be sent, since when the oldest of those without and with a lane are due, and now.</summary>
    public string Level { get; }

    /// <summary>Parameter by name: id. Answers with a summary, content type, body and properties.</summary>
    public string Find { get; }

    /// <summary>The beginning of a list, to be completed by <see cref="Page"/>. Answers with summaries.</summary>
    public string ListParked { get; }

    /// <summary>The beginning of a list, to be completed by <see cref="Page"/>. Answers with summaries.</summary>
    public string ListWaiting { get; }

    /// <summary>Parameter by name: ids. Answers with those that there are.</summary>
    public string There { get; }

    /// <summary>Parameters by name: ids, at_most. Answers with id, message types and lane of what it changed.</summary>
    public string Retry { get; }

    /// <summary>Parameters by name: ids, at_most. Answers with id, message types and lane of what it changed.</summary>
    public string Discard { get; }

    /// <summary>Parameters by name: until, after, at_most. To be completed by <see cref="Matching"/> and <see cref="Tail"/>.</summary>
    public string RetryParked { get; }

    /// <summary>Parameters by name: until, after, at_most. To be completed by <see cref="Matching"/> and <see cref="Tail"/>.</summary>
    public string DiscardParked { get; }

    /// <summary>The end of a statement that changes records.</summary>
    public string Tail => $" order by {_id} limit @at_most{Dialect.SkipLocked}) returning {_id}, {_messageTypes}, {_lane}";

    /// <summary>The conditions of a filter. Parameters by name, as far as the filter has them: type, destination, lane, error, parked_for, state.</summary>
    public string Matching(RecordFilter? filter)
    {
        if (filter is null)
            return "";

        // Not LIKE, which would take '_' for any character, and on SQLite does not tell upper from lower case.
        var type = filter.MessageType is null ? "" : $" and replace(';' || {_messageTypes} || ';', ';' || @type || ';', '') <> ';' || {_messageTypes} || ';'";
        var destination = filter.Destination is null ? "" : $" and {_destination} = @destination";
        var lane = filter.Lane is null ? "" : $" and {_lane} = @lane";
        var error = filter.ErrorContains is null ? "" : $" and replace(lower({_lastError}), lower(@error), '') <> lower({_lastError})";
        var parkedFor = filter.ParkedFor is null ? "" : $" and {_parkedAt} <= {Dialect.UnixMillisecondsNow} - @parked_for";
        var state = filter.State is null ? "" : $" and {_state} = @state";

        return $"{type}{destination}{lane}{error}{parkedFor}{state}";
    }

    /// <summary>The end of a list. Parameters by name: those of the filter, after unless it is the first page, at_most.</summary>
    public string Page(RecordFilter? filter, Guid? after) =>
        $"{Matching(filter)}{(after is null ? "" : $" and {_id} > @after")} order by {_id} limit @at_most";

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static OperationsSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:OperationsSql", Create!, context);

    private static OperationsSql Create(DbContext context)
    {
        var sql = OutboxSql.For(context);
        return new(sql.Dialect, sql.Outbox);
    }
}
