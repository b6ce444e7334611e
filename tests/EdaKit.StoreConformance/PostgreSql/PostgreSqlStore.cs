using EdaKit.StoreConformance.Stores;
using EdaKit.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(EdaKit.StoreConformance.PostgreSql.Server))]

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>One PostgreSQL for all tests of this assembly, started when a test first asks for it.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("conformance");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();
    }
}

public class PostgreSqlStore : RelationalStoreUnderTest
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public string ConnectionString { get; protected set; } = "";

    public override string Database => "postgresql";

    protected override string CatalogSql => """
        select "Value" from (
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
                       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case a.attidentity when 'd' then ' identity' else '' end as "Value"
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relkind = 'r' and c.relname like 'edakit%'
            union all
            select c.relname || ' constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
            from pg_class c
            join pg_constraint k on k.conrelid = c.oid and k.contype <> 'n'
            where c.relkind = 'r' and c.relname like 'edakit%'
            union all
            select i.tablename || ' index ' || replace(i.indexdef, i.schemaname || '.', '')
            from pg_indexes i
            where i.tablename like 'edakit%'
            union all
            select c.relname || ' with ' || array_to_string(c.reloptions, ', ')
            from pg_class c
            where c.relkind = 'r' and c.relname like 'edakit%' and c.reloptions is not null
        ) as lines
        order by "Value" collate "C"
        """;

    protected override string ColumnsSql => """
        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as "Value"
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and not c.relispartition and c.relname like 'edakit%'
        order by c.relname, a.attnum
        """;

    public override async Task SomebodyWaitsAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", connection);
        using var bound = new CancellationTokenSource(Bound);

        while (await command.ExecuteScalarAsync(bound.Token) is not > 0L)
            await Task.Delay(TimeSpan.FromMilliseconds(10), bound.Token);
    }

    public override bool HasOneWriter => false;

    protected override async Task CreateDatabaseAsync() => ConnectionString = await Server.CreateDatabaseAsync();

    protected override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(ConnectionString);

    protected override RelationalStoreUnderTest Twin() => new PostgreSqlStore { ConnectionString = ConnectionString };

    protected override void DropDatabase()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
