using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Evidence;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Witness;

/// <summary>The statements behind what the outbox can say of messages.</summary>
internal sealed class WitnessSql
{
    private WitnessSql(StoreDialect dialect, StoreTable outbox, StoreTable inbox)
    {
        Dialect = dialect;
        var now = dialect.UnixMillisecondsNow;
        string messageId = outbox.Column(nameof(OutboxRecord.MessageId)), availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt)),
            claimedBy = outbox.Column(nameof(OutboxRecord.ClaimedBy)), parkedAt = outbox.Column(nameof(OutboxRecord.ParkedAt)), lane = outbox.Column(nameof(OutboxRecord.Lane)), properties = outbox.Column(nameof(OutboxRecord.Properties)),
            handled = inbox.Column(nameof(InboxEntry.MessageId));

        // Not available_at, which a pause after a failure moves too, and an outage of the broker.
        var dueAt = $"""
            case when {properties} like '{RecordProperties.DueAtPrefix}%' then cast(substr({properties}, {RecordProperties.DueAtPrefix.Length + 1}, {RecordProperties.DueAtDigits}) as bigint) end
            """;

        var select = $"""
            select {outbox.Column(nameof(OutboxRecord.Id))}, {messageId},
                   case when {parkedAt} is not null then {(int)StoredState.Parked} when {availableAt} is null then {(int)StoredState.Held}
                        when {dueAt} > {now} then {(int)StoredState.Delayed} when {claimedBy} is not null and {availableAt} > {now} then {(int)StoredState.Sending} else {(int)StoredState.Waiting} end,
                   {outbox.Column(nameof(OutboxRecord.CapturedAt))}, {parkedAt}, {dueAt}, {outbox.Column(nameof(OutboxRecord.Attempts))},
                   {outbox.Column(nameof(OutboxRecord.LastError))}, {outbox.Column(nameof(OutboxRecord.Destination))}, {lane}
            from {outbox.Name}
            """;

        Stored = $"{select} where {dialect.IsOneOf(messageId, "@messages")}";
        Blocking = $"{select} where {dialect.IsOneOf(lane, "@lanes")} and {parkedAt} is not null order by {outbox.Column(nameof(OutboxRecord.Position))}";
        Handled = $"select {handled}, {inbox.Column(nameof(InboxEntry.Consumer))}, {inbox.Column(nameof(InboxEntry.ConsumedAt))} from {inbox.Name} where {dialect.IsOneOf(handled, "@messages")}";
    }

    public StoreDialect Dialect { get; }

    /// <summary>Parameter by name: messages. Answers with id, message, state, captured_at, parked_at, due time, attempts, last error, destination, lane.</summary>
    public string Stored { get; }

    /// <summary>Parameter by name: lanes. Answers as <see cref="Stored"/> does with the parked records of lanes, in their order.</summary>
    public string Blocking { get; }

    /// <summary>Parameter by name: messages. Answers with message, consumer and time.</summary>
    public string Handled { get; }

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static WitnessSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:WitnessSql", Create!, context);

    private static WitnessSql Create(DbContext context)
    {
        var sql = OutboxSql.For(context);
        return new(sql.Dialect, sql.Outbox, StoreTable.Of<InboxEntry>(context)!);
    }
}
