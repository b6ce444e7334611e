using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>What differs in the SQL of the databases that EdaKit stores in. Immutable.</summary>
public sealed class StoreDialect
{
    private StoreDialect(string name, string providerName, string unixMillisecondsNow, string skipLocked)
    {
        Name = name;
        ProviderName = providerName;
        UnixMillisecondsNow = unixMillisecondsNow;
        SkipLocked = skipLocked;
    }

    /// <summary>PostgreSQL 13 or newer, through Npgsql.</summary>
    public static StoreDialect PostgreSql { get; } = new("PostgreSQL", "Npgsql.EntityFrameworkCore.PostgreSQL",
        "(extract(epoch from statement_timestamp()) * 1000)::bigint", " for update skip locked");

    /// <summary>SQLite 3.42 or newer, through Microsoft.Data.Sqlite.</summary>
    public static StoreDialect Sqlite { get; } = new("SQLite", "Microsoft.EntityFrameworkCore.Sqlite",
        "cast(unixepoch('subsec') * 1000 as integer)", "");

    /// <summary>The database's name, as people write it.</summary>
    public string Name { get; }

    /// <summary>The EF Core provider's name.</summary>
    public string ProviderName { get; }

    /// <summary>
    /// An SQL expression: the database's clock in milliseconds since 1970-01-01 UTC. Leases and due times go by it, so that clocks of
    /// application machines need not agree. Within a statement it stands still: a clock that moved could not bound a look into an index.
    /// </summary>
    public string UnixMillisecondsNow { get; }

    /// <summary>
    /// What makes a sub-select take only rows that nobody else is taking; empty where the database has a single writer anyway.
    /// </summary>
    public string SkipLocked { get; }

    /// <summary>Whether the database lets one transaction at a time write. Then EdaKit queues the writers of a process at a gate of its own.</summary>
    public bool HasSingleWriter => SkipLocked.Length == 0;

    /// <summary>A query for the ids that a parameter holds; see <see cref="ListOf(IEnumerable{Guid})"/>.</summary>
    /// <param name="parameter">The parameter as it stands in the statement, such as <c>@ids</c>.</param>
    /// <returns>A query whose one column is named <c>id</c>, without parentheses.</returns>
    public string IdsOf(string parameter) => HasSingleWriter ? $"select value as id from json_each({parameter})" : $"select unnest({parameter}) as id";

    /// <summary>
    /// A condition: a column holds one of the ids of a parameter; see <see cref="ListOf(IEnumerable{Guid})"/>. Its form makes the database look the ids up one
    /// by one: with a join instead, PostgreSQL may prefer to read the whole table.
    /// </summary>
    /// <param name="column">The column, quoted.</param>
    /// <param name="parameter">The parameter as it stands in the statement, such as <c>@ids</c>.</param>
    /// <returns>The condition.</returns>
    public string IsOneOf(string column, string parameter) =>
        HasSingleWriter ? $"{column} in ({IdsOf(parameter)})" : $"{column} = any({parameter})";

    /// <summary>A condition: a column holds one of the ids that a query finds, looked up one by one as in <see cref="IsOneOf"/>.</summary>
    /// <param name="column">The column, quoted.</param>
    /// <param name="query">A query with one column, without parentheses.</param>
    /// <returns>The condition.</returns>
    public string IsOneFound(string column, string query) => HasSingleWriter ? $"{column} in ({query})" : $"{column} = any(array({query}))";

    /// <summary>The value of a parameter that holds a list of ids, in the form in which the database takes it and keeps ids.</summary>
    /// <param name="ids">The ids.</param>
    /// <returns>A value for a <see cref="System.Data.Common.DbParameter"/>.</returns>
    public object ListOf(IEnumerable<Guid> ids) => HasSingleWriter ? SqliteJson.Of(ids) : ids.ToArray();

    /// <summary>The value of a parameter that holds a list of texts, as <see cref="ListOf(IEnumerable{Guid})"/> does for ids.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>A value for a <see cref="System.Data.Common.DbParameter"/>.</returns>
    public object ListOf(IEnumerable<string> texts) => HasSingleWriter ? SqliteJson.Of(texts) : texts.ToArray();

    /// <summary>All dialects there are.</summary>
    public static IReadOnlyList<StoreDialect> All { get; } = [PostgreSql, Sqlite];

    /// <summary>The dialect of a context's provider.</summary>
    /// <param name="context">Any context.</param>
    /// <returns>The dialect, or null for a database that EdaKit does not store in.</returns>
    public static StoreDialect? Of(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var provider = context.Database.ProviderName;
        return All.FirstOrDefault(dialect => dialect.ProviderName == provider);
    }
}
