using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Evidence;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.Cli.Sagas;

/// <summary>
/// Reads the step sagas of a database. Their tables are the application's own: they are found by the column that each of them has, and read by the names that
/// <c>AddSaga</c> gives to the others.
/// </summary>
internal sealed class SagaReader(SagaDb context)
{
    private const string Columns = "correlation_id, saga, definition_version, current_state, status, started_at, ended_at, parked_step, parked_reason";

    private readonly StoreDialect _dialect = StoreDialect.Of(context)!;

    public async Task<IReadOnlyList<SagaInstance>> ListAsync(SagaFilter filter, int limit, CancellationToken cancellationToken)
    {
        var found = new List<SagaInstance>();

        foreach (var table in await TablesAsync(cancellationToken))
        {
            await using var command = await StoreCommand.OpenAsync(context,
                $"select {Columns} from {table} where {filter.Condition} order by started_at desc, correlation_id limit @limit", cancellationToken);

            if (filter.Saga is not null)
                command.Add("saga", filter.Saga);

            if (filter.Id is { } id)
                command.Add("id", id);

            found.AddRange(await command.Add("limit", limit).AllAsync(row => Instance(row, table), cancellationToken));
        }

        return [.. found.OrderByDescending(instance => instance.StartedAt).Take(limit)];
    }

    /// <summary>Finds one instance.</summary>
    /// <exception cref="ToolException">It is not there, or there are several and it is not said which.</exception>
    public async Task<SagaInstance> FindAsync(Guid id, string? saga, CancellationToken cancellationToken) =>
        await ListAsync(new(saga, id, IsParked: false, IsEnded: false), 10, cancellationToken) switch
        {
            [] => throw new ToolException(ExitCode.NotAll, $"There is no instance '{id}'. It has outlived its retention, or never was there. 'edakit saga list' shows those that run."),
            [var only] => only,
            var several => throw ToolException.Usage($"Several sagas have an instance '{id}': name one with --saga {string.Join(" or --saga ", several.Select(one => one.Saga))}."),
        };

    /// <summary>The instances with these ids, and what they wait for.</summary>
    public async Task<IReadOnlyList<KeptSaga>> KeptAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new List<KeptSaga>();

        foreach (var table in await TablesAsync(cancellationToken))
        {
            await using var command = await StoreCommand.OpenAsync(context,
                $"select {Columns}, saga_steps, timer_due_at from {table} where {_dialect.IsOneOf("correlation_id", "@ids")}", cancellationToken);
            found.AddRange(await command.Add("ids", _dialect.ListOf(ids)).AllAsync(row => WaitingSteps.Kept(Instance(row, table), row.GetString(9),
                row.IsDBNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10))), cancellationToken));
        }

        return found;
    }

    public async Task<IReadOnlyList<TimelineLine>> TimelineAsync(SagaInstance instance, CancellationToken cancellationToken) =>
        [.. (await context.Set<TimelineEntry>().AsNoTracking().Where(entry => entry.SagaId == instance.Id && entry.Saga == instance.Saga).OrderBy(entry => entry.Id)
            .ToListAsync(cancellationToken)).Select(entry => new TimelineLine(DateTimeOffset.FromUnixTimeMilliseconds(entry.At), entry.Kind.ToString(), entry.Step, entry.Name,
                entry.Note, entry.MessageId, entry.CausationId))];

    /// <summary>What is locked, the oldest first; of one owner, where one is given.</summary>
    public async Task<IReadOnlyList<LockLine>> LocksAsync(string? owner, Guid? id, int limit, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(await StoreCommand.NumberAsync(context, $"select {_dialect.UnixMillisecondsNow}", cancellationToken));

        var entries = await context.Set<SemanticLockEntry>().AsNoTracking().Where(entry => (owner == null || entry.OwnerName == owner) && (id == null || entry.OwnerId == id))
            .OrderBy(entry => entry.Since).ThenBy(entry => entry.Resource).Take(limit).ToListAsync(cancellationToken);

        return [.. entries.Select(entry => (entry, Since: DateTimeOffset.FromUnixTimeMilliseconds(entry.Since)))
            .Select(found => new LockLine(found.entry.Resource, found.entry.OwnerName, found.entry.OwnerId, found.Since, now - found.Since))];
    }

    /// <summary>How many instances that have not ended are in which state.</summary>
    public async Task<IReadOnlyList<StateLine>> CountAsync(CancellationToken cancellationToken)
    {
        var found = new List<StateLine>();

        foreach (var table in await TablesAsync(cancellationToken))
        {
            await using var command = await StoreCommand.OpenAsync(context, $"select saga, definition_version, current_state, count(*) from {table} where ended_at is null "
                + "group by saga, definition_version, current_state order by saga, definition_version, current_state", cancellationToken);

            found.AddRange(await command.AllAsync(row => new StateLine(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), null), cancellationToken));
        }

        return found;
    }

    /// <summary>How many instances have ended on which version.</summary>
    public async Task<IReadOnlyList<EndedLine>> CountEndedAsync(CancellationToken cancellationToken)
    {
        var found = new List<EndedLine>();

        foreach (var table in await TablesAsync(cancellationToken))
        {
            await using var command = await StoreCommand.OpenAsync(context, $"select saga, definition_version, count(*) from {table} where ended_at is not null "
                + "group by saga, definition_version order by saga, definition_version", cancellationToken);

            found.AddRange(await command.AllAsync(row => new EndedLine(row.GetString(0), row.GetInt32(1), row.GetInt64(2)), cancellationToken));
        }

        return found;
    }

    private async Task<List<string>> TablesAsync(CancellationToken cancellationToken)
    {
        var sql = context.GetService<ISqlGenerationHelper>();

        await using var command = await StoreCommand.OpenAsync(context, _dialect.HasSingleWriter
            ? "select tables.name, null from sqlite_master as tables join pragma_table_info(tables.name) as columns on columns.name = 'saga_steps' where tables.type = 'table' order by 1"
            : """
                select tables.relname::text, schemas.nspname::text from pg_attribute as columns join pg_class as tables on tables.oid = columns.attrelid
                join pg_namespace as schemas on schemas.oid = tables.relnamespace
                where columns.attname = 'saga_steps' and not columns.attisdropped and tables.relkind in ('r', 'p') and not tables.relispartition
                and has_table_privilege(tables.oid, 'select') and (@schema = '' or schemas.nspname = @schema) order by 2, 1
                """,
            cancellationToken);

        if (!_dialect.HasSingleWriter)
            command.Add("schema", context.Schema ?? "");

        return await command.AllAsync(row => sql.DelimitIdentifier(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken);
    }

    private static SagaInstance Instance(DbDataReader row, string table) => new(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetString(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetString(8), table);
}
