using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>The statements behind lanes. Each names the conditions of the partial index that it goes by, or the database would not use it.</summary>
internal sealed class LaneSql
{
    private readonly string _table;

    private LaneSql(StoreDialect dialect, StoreTable outbox)
    {
        Dialect = dialect;
        _table = outbox.Name;
        var now = dialect.UnixMillisecondsNow;
        string id = outbox.Column(nameof(OutboxRecord.Id)), lane = outbox.Column(nameof(OutboxRecord.Lane)), position = outbox.Column(nameof(OutboxRecord.Position)),
            availableAt = outbox.Column(nameof(OutboxRecord.AvailableAt)), attempts = outbox.Column(nameof(OutboxRecord.Attempts)),
            lastError = outbox.Column(nameof(OutboxRecord.LastError)), parkedAt = outbox.Column(nameof(OutboxRecord.ParkedAt));
        string Waiting(string of) => $"{of}{lane} is not null and {of}{availableAt} is not null";
        string Aside(string of) => $"{of}{lane} is not null and {of}{availableAt} is null";

        // From each lane straight to the next one, however many records wait in it.
        List = $"""
            with recursive lanes (lane) as (
                select min(o.{lane}) from {outbox.Name} o where {Waiting("o.")} and o.{lane} > @after
                union all
                select (select min(o.{lane}) from {outbox.Name} o where {Waiting("o.")} and o.{lane} > lanes.lane) from lanes where lanes.lane is not null)
            select lane from lanes where lane is not null limit @at_most
            """;

        // What is parked blocks where lanes are to block; what is held blocks always, since it comes first.
        var behind = $"""
            exists (select 1 from {outbox.Name} p where {Aside("p.")} and p.{lane} = o.{lane} and p.{position} < o.{position} and (@blocks = 1 or p.{parkedAt} is null))
            """;
        var bytes = $"length({outbox.Column(nameof(OutboxRecord.Body))})";
        var heads = $"""
            select {string.Join(", ", OutboxSql.ClaimedProperties.Select(property => $"o.{outbox.Column(property)}"))}, o.{lane}, o.{position},
                   o.{availableAt} - {now} as pause, {behind} as behind, row_number() over (order by o.{position}) as rank
            from {outbox.Name} o where {Waiting("o.")} and o.{lane} = {(dialect.HasSingleWriter ? "@lane" : "l.id")}
            order by o.{position} limit @of_each
            """;

        // The heads of all come first, then what follows them: where there is not room for all, each lane has something to send. SQLite reads lane by lane.
        Read = dialect.HasSingleWriter
            ? $"select * from ({OutboxSql.WithBytesBefore($"({heads})", "rank", bytes)}) as b where before < @bytes order by rank"
            : $"""
                select * from ({OutboxSql.WithBytesBefore($"(select h.*, l.turn from unnest(@lanes) with ordinality as l (id, turn) cross join lateral ({heads}) as h)", "rank, turn", bytes)}) as b
                where before < @bytes order by turn, rank
                """;

        Pause = $"""
            update {outbox.Name} set {availableAt} = {now} + @pause, {attempts} = {attempts} + 1, {lastError} = @error
            where {id} = @record and {Waiting("")}
            """;

        Park = $"""
            update {outbox.Name} set {availableAt} = null, {parkedAt} = {now}, {attempts} = {attempts} + 1, {lastError} = @error
            where {id} = @record and {Waiting("")}
            """;

        Lock = "select pg_advisory_xact_lock(l) from unnest(@locks) as l";

        Hold = $"""
            update {outbox.Name} set {availableAt} = null where {dialect.IsOneFound(id, $"""
                select o.{id} from {outbox.Name} o where {Waiting("o.")} and {dialect.IsOneOf($"o.{lane}", "@lanes")} and {behind} limit @at_most
                """)}
            """;

        // In their order, since those that stay held for the moment hold back what comes after them, and nothing before. Rows that an operation is discarding are
        // passed over: it has them before it has the lane's lock, so whoever waited for them with that lock would wait for ever.
        string Unhold(string which) => $"""
            update {outbox.Name} set {availableAt} = 0 where {dialect.IsOneFound(id, $"""
                select o.{id} from {outbox.Name} o where {Aside("o.")} and o.{parkedAt} is null{which}
                and not (@blocks = 1 and exists (select 1 from {outbox.Name} p where {Aside("p.")} and p.{lane} = o.{lane} and p.{position} < o.{position} and p.{parkedAt} is not null))
                order by o.{lane}, o.{position} limit @at_most{dialect.SkipLocked}
                """)} returning {lane}
            """;
        UnholdLanes = Unhold($" and {dialect.IsOneOf($"o.{lane}", "@lanes")}");
        UnholdAll = Unhold("");
    }

    public StoreDialect Dialect { get; }

    /// <summary>Parameters by name: after, at_most. Answers with lanes.</summary>
    public string List { get; }

    /// <summary>
    /// Parameters by name: lanes (SQLite: lane, one at a time, which costs no round trip there), of_each, bytes, blocks (1 or 0). Answers with the columns
    /// of a claim, and lane, position, pause in ms, whether it is behind a record that comes first.
    /// </summary>
    public string Read { get; }

    /// <summary>Parameters by name: record, pause in ms, error.</summary>
    public string Pause { get; }

    /// <summary>Parameters by name: record, error.</summary>
    public string Park { get; }

    /// <summary>PostgreSQL only. Parameters by name: locks. Takes the locks of lanes until the transaction ends.</summary>
    public string Lock { get; }

    /// <summary>Parameters by name: lanes, at_most, blocks (1 or 0).</summary>
    public string Hold { get; }

    /// <summary>Parameters by name: lanes, at_most, blocks (1 or 0). Lets records of these lanes wait again that nothing holds. Answers with their lanes.</summary>
    public string UnholdLanes { get; }

    /// <summary>Parameters by name: at_most, blocks (1 or 0). The same for all lanes.</summary>
    public string UnholdAll { get; }

    /// <summary>What stands for lanes among the database's advisory locks, in the order in which everybody takes them.</summary>
    public long[] LocksOf(IEnumerable<string> lanes) => LaneHash.LocksOf(lanes, _table);

    /// <summary>The statements for a context's model, made once for each model.</summary>
    /// <exception cref="InvalidOperationException">The context's provider or model is not one that EdaKit can store in.</exception>
    public static LaneSql For(DbContext context) => context.Model.GetOrAddRuntimeAnnotationValue("EdaKit:LaneSql", Create!, context);

    private static LaneSql Create(DbContext context)
    {
        var sql = OutboxSql.For(context);
        return new(sql.Dialect, sql.Outbox);
    }
}
