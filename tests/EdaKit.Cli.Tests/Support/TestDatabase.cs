using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.Cli.Tests.Support;

/// <summary>A database that a test has for itself.</summary>
public sealed record TestDatabase(StoreKind Kind, string Connection) : IDisposable
{
    public static async Task<TestDatabase> CreateAsync(StoreKind kind) => kind == StoreKind.Sqlite
        ? new(kind, $"Data Source={Path.Combine(Path.GetTempPath(), $"edakit-cli-{Guid.NewGuid():N}.db")};Pooling=false")
        : new(kind, await Servers.CreateDatabaseAsync());

    public void Use(DbContextOptionsBuilder options) => _ = Kind == StoreKind.Sqlite ? options.UseSqlite(Connection) : options.UseNpgsql(Connection);

    /// <summary>Makes this database a template, which nobody works on from now on.</summary>
    /// <returns>What makes a copy, as often as it is called.</returns>
    public async Task<Func<Task<TestDatabase>>> FreezeAsync()
    {
        if (Kind != StoreKind.Sqlite)
        {
            // PostgreSQL copies no database that somebody is connected to.
            NpgsqlConnection.ClearPool(new(Connection));
            return async () => new(Kind, await Servers.CopyDatabaseAsync(Connection));
        }

        // Whoever closed it last has brought what was in the write-ahead log into the file.
        Assert.False(File.Exists(FileName + "-wal"), "Somebody still works on the database.");
        var content = await File.ReadAllBytesAsync(FileName);
        Dispose();

        return async () =>
        {
            var copy = await CreateAsync(Kind);
            await File.WriteAllBytesAsync(copy.FileName, content);
            return copy;
        };
    }

    public void Dispose()
    {
        if (Kind != StoreKind.Sqlite)
        {
            // Its idle connections would stay for minutes, and a server has only so many for all tests.
            NpgsqlConnection.ClearPool(new(Connection));
            return;
        }

        foreach (var end in new[] { "", "-wal", "-shm" })
            File.Delete(FileName + end);
    }

    private string FileName => new SqliteConnectionStringBuilder(Connection).DataSource;
}
