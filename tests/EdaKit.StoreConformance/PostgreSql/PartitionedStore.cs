using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Tables;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>PostgreSQL with outbox and inbox in partitions, as the script for that makes them.</summary>
public sealed class PartitionedStore : PostgreSqlStore
{
    public const string Scripts = "postgresql-partitioned";

    protected override async Task MakeTablesAsync(ConformanceDb db)
    {
        await base.MakeTablesAsync(db);

        // The script knows the plain names.
        if (db.Shape != ModelShape.Plain)
            return;

        await db.Database.ExecuteSqlRawAsync("drop table edakit_outbox, edakit_inbox");
        await db.Database.ExecuteSqlRawAsync(TablesDocument.Script(Scripts));
    }

    protected override RelationalStoreUnderTest Twin() => new PartitionedStore { ConnectionString = ConnectionString };
}
