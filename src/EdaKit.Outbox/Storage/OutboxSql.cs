using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>The statements that EF Core cannot express, in the application's own names for tables and columns.</summary>
internal sealed class OutboxSql
{
    internal static readonly string[] ClaimedProperties =
    [
        nameof(OutboxRecord.Id), nameof(OutboxRecord.MessageId), nameof(OutboxRecord.Destination), nameof(OutboxRecord.MessageTypes),
        nameof(OutboxRecord.ContentType), nameof(OutboxRecord.Body), nameof(OutboxRecord.Properties), nameof(OutboxRecord.CapturedAt),
        nameof(OutboxRecord.AvailableAt), nameof(OutboxRecord.ClaimedBy), nameof(OutboxRecord.Attempts), nameof(OutboxRecord.LastError),
    ];

    private OutboxSql(StoreDialect dialect, StoreTable outbox, StoreTable inbox)
    {
        Dialect = dialect;
        Outbox = outbox;
        var now = dialect.UnixMillisecondsNow;
        string id = outbox.Column(nameof(OutboxRecord.Id)), availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt)),
            claimedBy = outbox.Column(nameof(OutboxRecord.ClaimedBy)), attempts = outbox.Column(nameof(OutboxRecord.Attempts)),
            lastError = outbox.Column(nameof(OutboxRecord.LastError)), parkedAt = outbox.Column(nameof(OutboxRecord.ParkedAt));

        Clock = $"select {now}";
        NextDue = $"select min({availableAt}) - {now} from {outbox.Name} where {outbox.Column(nameof(OutboxRecord.Lane))} is null and {availableAt} > {now}";
        Insert = RecordInsert.Of(dialect, outbox);
        Cancel = new(dialect, outbox);

        // The lease is the due time moved on: one column and one index say whose turn it is, and a relay that dies needs no clean-up.
        string Due(string columns) => $"""
            select {columns} from {outbox.Name} where {availableAt} >= @from and {availableAt} <= {now} and {outbox.Column(nameof(OutboxRecord.Lane))} is null
            order by {availableAt}, {id} limit @at_most{dialect.SkipLocked}
            """;
        string Take(string due) => $"""
            update {outbox.Name} set {claimedBy} = @relay, {availableAt} = {now} + @lease where {dialect.IsOneFound(id, due)}
            returning {string.Join(", ", ClaimedProperties.Select(outbox.Column))}
            """;

        // SQLite cannot join what an update answers with, and has nothing to gain: it clears away what is deleted at once.
        var due = Due($"{id} as due_id, {availableAt} as due_at, length({outbox.Column(nameof(OutboxRecord.Body))}) as due_bytes");
        var fitting = $"select due_id from ({WithBytesBefore(dialect.HasSingleWriter ? $"({due})" : "due", "due_at, due_id", "due_bytes")}) as f where before < @bytes";
        Claim = dialect.HasSingleWriter ? Take(fitting) : $"""
            with due as materialized ({due}), taken as ({Take(fitting)})
            select taken.*, due.due_at from taken join due on due.due_id = taken.{id}
            """;

        Remove = $"delete from {outbox.Name} where {dialect.IsOneOf(id, "@records")}";

        var ifStillMine = $$"""where {{id}} = {1} and {{claimedBy}} = {0}""";

        Release = $"""
            update {outbox.Name} set {claimedBy} = null, {availableAt} = {now} + @delay
            where {claimedBy} = @relay and {dialect.IsOneOf(id, "@records")}
            """;

        Defer = $$"""
            update {{outbox.Name}} set {{claimedBy}} = null, {{availableAt}} = {{now}} + {2}, {{attempts}} = {{attempts}} + 1, {{lastError}} = {3}
            {{ifStillMine}}
            """;

        Park = $$"""
            update {{outbox.Name}} set {{claimedBy}} = null, {{availableAt}} = null, {{parkedAt}} = {{now}}, {{attempts}} = {{attempts}} + 1, {{lastError}} = {2}
            {{ifStillMine}}
            """;

        string message = inbox.Column(nameof(InboxEntry.MessageId)), consumer = inbox.Column(nameof(InboxEntry.Consumer)),
            consumedAt = inbox.Column(nameof(InboxEntry.ConsumedAt));

        EnterOne = $"insert into {inbox.Name} ({message}, {consumer}, {consumedAt}) values (@message, @consumer, {now}) on conflict do nothing";

        // A second claim of the same key waits for the first one's transaction and then inserts nothing, on both databases. Sorted, so that
        // two batches with the same messages wait for each other instead of deadlocking.
        Enter = $"""
            insert into {inbox.Name} ({message}, {consumer}, {consumedAt})
            select m.id, @consumer, {now} from ({dialect.IdsOf("@messages")}) as m where true order by 1
            on conflict do nothing returning {message}
            """;

        Forget = $$"""
            delete from {{inbox.Name}} where ({{message}}, {{consumer}}) in (
                select {{message}}, {{consumer}} from {{inbox.Name}} where {{consumedAt}} < {{now}} - {0}
                order by {{consumedAt}} limit {1}{{dialect.SkipLocked}})
            """;
    }

    public StoreDialect Dialect { get; }

    /// <summary>The table of the records.</summary>
    public StoreTable Outbox { get; }

    /// <summary>Answers with the database's clock, in milliseconds.</summary>
    public string Clock { get; }

    /// <summary>Answers with the milliseconds until the next record without a lane comes due, or null.</summary>
    public string NextDue { get; }

    /// <summary>Parameters by name: relay, from and lease in ms, at_most, bytes. Answers with the properties of a record that the relay needs; PostgreSQL, also since when it was due.</summary>
    public string Claim { get; }

    /// <summary>Stores records.</summary>
    public RecordInsert Insert { get; }

    /// <summary>Removes scheduled records by their tokens.</summary>
    public RecordCancel Cancel { get; }

    /// <summary>Parameters by name: records.</summary>
    public string Remove { get; }

    /// <summary>Parameters by name: relay, records, delay in ms.</summary>
    public string Release { get; }

    /// <summary>Parameters: relay, record, delay in ms, error.</summary>
    public string Defer { get; }

    /// <summary>Parameters: relay, record, error.</summary>
    public string Park { get; }

    /// <summary>Parameters by name: message, consumer. Changes one row, or none where the consumer has handled the message.</summary>
    public string EnterOne { get; }

    /// <summary>Parameters by name: messages, consumer. Answers with those that the consumer has not handled yet.</summary>
    public string Enter { get; }

    /// <summary>Parameters: window in ms, at most.</summary>
    public string Forget { get; }

    /// <summary>A query for rows, and with each, as <c>before</c>, the bytes of those before it.</summary>
    /// <param name="rows">The name of rows, or a query in parentheses.</param>
    /// <param name="order">The columns of its order.</param>
    /// <param name="bytes">What a row weighs.</param>
    internal static string WithBytesBefore(string rows, string order, string bytes) =>
        $"select r.*, sum({bytes}) over (order by {order} rows unbounded preceding) - {bytes} as before from {rows} as r";

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static OutboxSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:OutboxSql", Create!, context);

    private static OutboxSql Create(DbContext context)
    {
        var dialect = StoreDialect.Of(context) ?? throw new InvalidOperationException(
            $"EdaKit has no SQL for the provider '{context.Database.ProviderName}' of '{context.GetType().Name}'. Use {string.Join(" or ", StoreDialect.All.Select(d => d.Name))}.");

        var outbox = StoreTable.Of<OutboxRecord>(context) ?? throw NoTables(context);
        var inbox = StoreTable.Of<InboxEntry>(context) ?? throw NoTables(context);

        return new(dialect, outbox, inbox);
    }

    private static InvalidOperationException NoTables(DbContext context) =>
        new($"The model of '{context.GetType().Name}' has no outbox. Call modelBuilder.AddOutbox() in its OnModelCreating.");
}
