using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>The script for partitioned tables. What the tables then do, the suites show.</summary>
public sealed class PartitionedTablesTests : IAsyncLifetime
{
    private const string IndexesSql = """
        select i.tablename || ' ' || replace(replace(i.indexdef, i.schemaname || '.', ''), 'ON ONLY ', 'ON ') as "Value"
        from pg_indexes i
        join pg_class c on c.oid = (i.schemaname || '.' || i.tablename)::regclass
        where i.tablename like 'edakit%' and not c.relispartition
        order by 1
        """;

    private readonly PostgreSqlStore _plain = new();
    private readonly PartitionedStore _partitioned = new();

    public async ValueTask InitializeAsync()
    {
        await _plain.CreateAsync(ModelShape.Plain);
        await _partitioned.CreateAsync(ModelShape.Plain);
    }

    public async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        await _partitioned.DisposeAsync();
    }

    [Fact]
    public async Task Script_gives_the_columns_and_indexes_of_the_model()
    {
        Assert.Equal(await _plain.ColumnsAsync(), await _partitioned.ColumnsAsync());
        Assert.Equal(await QueryAsync(_plain, IndexesSql), await QueryAsync(_partitioned, IndexesSql));
    }

    [Fact]
    public async Task Script_gives_each_table_eight_partitions_and_changes_nothing_when_it_is_run_again()
    {
        const string sql = "select inhparent::regclass || ' has ' || count(*) as \"Value\" from pg_inherits where inhparent::regclass::text in ('edakit_outbox', 'edakit_inbox') group by inhparent order by 1";
        var before = await QueryAsync(_partitioned, sql);

        await InScopeAsync(_partitioned, db => db.ExecuteSqlRawAsync(TablesDocument.Script(PartitionedStore.Scripts)));

        Assert.Equal(["edakit_inbox has 8", "edakit_outbox has 8"], before);
        Assert.Equal(before, await QueryAsync(_partitioned, sql));
    }

    private static Task<List<string>> QueryAsync(PostgreSqlStore store, string sql) => InScopeAsync(store, db => db.SqlQueryRaw<string>(sql).ToListAsync());

    private static async Task<T> InScopeAsync<T>(PostgreSqlStore store, Func<DatabaseFacade, Task<T>> work)
    {
        await using var scope = store.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ConformanceDb>().Database);
    }
}
