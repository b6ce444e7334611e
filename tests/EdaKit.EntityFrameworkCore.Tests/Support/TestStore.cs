using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Testing.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(EdaKit.EntityFrameworkCore.Tests.Support.Server))]

namespace EdaKit.EntityFrameworkCore.Tests.Support;

public enum StoreKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>One PostgreSQL for all tests of this assembly, started when a test first asks for it.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("efcore");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();
    }
}

/// <summary>A database of a test's own.</summary>
public sealed class TestStore : IDisposable
{
    private TestStore(StoreKind kind, string connectionString, string? file)
    {
        Kind = kind;
        ConnectionString = connectionString;
        File = file;
    }

    public StoreKind Kind { get; }

    public string ConnectionString { get; }

    public string? File { get; }

    public StoreDialect Dialect => Kind == StoreKind.Sqlite ? StoreDialect.Sqlite : StoreDialect.PostgreSql;

    public static async Task<TestStore> CreateAsync(StoreKind kind)
    {
        if (kind == StoreKind.PostgreSql)
            return new(kind, await Server.CreateDatabaseAsync(), null);

        var file = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.db");
        return new(kind, $"Data Source={file}", file);
    }

    public void Use(DbContextOptionsBuilder options)
    {
        if (Kind == StoreKind.Sqlite)
            options.UseSqlite(ConnectionString);
        else
            options.UseNpgsql(ConnectionString);
    }

    public void Dispose()
    {
        // Its idle connections would stay for minutes, and a server has only so many for all tests.
        if (File is null)
        {
            using var idle = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(idle);
            return;
        }

        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);

        foreach (var file in new[] { File, File + "-wal", File + "-shm" })
            System.IO.File.Delete(file);
    }
}
