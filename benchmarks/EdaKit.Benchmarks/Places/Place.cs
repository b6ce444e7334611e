using System.Data.Common;
using EdaKit.Benchmarks.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EdaKit.Benchmarks.Places;

/// <summary>The database as a subject on EF Core sees it.</summary>
internal static class Place
{
    public static void Use(DbContextOptionsBuilder options, StoreKind store)
    {
        if (store == StoreKind.PostgreSql)
            options.UseNpgsql(RunPlan.Database);
        else
            options.UseSqlite(RunPlan.Database).AddInterceptors(new SynchronousNormal());
    }

    /// <summary>
    /// The setting that SQLite's own documentation advises for write-ahead logging: a loss of power may take the last commits, a crash of
    /// the process none. It belongs to a connection, hence this.
    /// </summary>
    private sealed class SynchronousNormal : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma synchronous = normal";
            command.ExecuteNonQuery();
        }
    }
}
