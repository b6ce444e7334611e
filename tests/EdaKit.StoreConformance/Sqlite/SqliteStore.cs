using EdaKit.StoreConformance.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.Sqlite;

public sealed class SqliteStore : RelationalStoreUnderTest
{
    private string _file = "";

    public string ConnectionString => $"Data Source={_file}";

    public override string Database => "sqlite";

    protected override string CatalogSql => """
        select t.name || case c.k when 0 then '' when 1 then '.' || p.name || ' ' || p.type || case p."notnull" when 1 then ' not null' else '' end
                   || coalesce(' default ' || p.dflt_value, '') || case when p.pk > 0 then ' primary key ' || p.pk else '' end end as "Value"
        from sqlite_master t
        join (select 0 as k union all select 1) c
        left join pragma_table_info(t.name) p on c.k = 1
        where t.type = 'table' and t.name like 'edakit%'
        union all
        select t.name || ' index ' || i.name || case i."unique" when 1 then ' unique' else '' end || ' ('
                   || (select group_concat(x.name, ', ') from (select name from pragma_index_info(i.name) order by seqno) x) || ')'
                   || coalesce((select lower(replace(substr(m.sql, instr(lower(m.sql), ' where ')), '"', '')) from sqlite_master m where m.name = i.name and i.partial = 1), '')
        from sqlite_master t
        join pragma_index_list(t.name) i
        where t.type = 'table' and t.name like 'edakit%'
        order by 1
        """;

    protected override string ColumnsSql => """
        select t.name || '.' || p.name || ' ' || p.type as "Value"
        from sqlite_master t
        join pragma_table_info(t.name) p
        where t.type = 'table' and t.name like 'edakit%'
        order by t.name, p.cid
        """;

    // SQLite has one writer, and tells nobody who waits for it.
    public override Task SomebodyWaitsAsync() => Task.CompletedTask;

    public override bool HasOneWriter => true;

    protected override Task CreateDatabaseAsync()
    {
        _file = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.db");
        return Task.CompletedTask;
    }

    protected override void Use(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

    protected override RelationalStoreUnderTest Twin() => new SqliteStore { _file = _file };

    protected override void DropDatabase()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);

        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" })
            File.Delete(file);
    }
}
