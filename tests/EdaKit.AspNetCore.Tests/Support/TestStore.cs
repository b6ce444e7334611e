using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.AspNetCore.Tests.Support;

public enum StoreKind
{
    Sqlite,
    PostgreSql,

    /// <summary>With EnableRetryOnFailure.</summary>
    PostgreSqlWithRetries,
}

/// <summary>A database of a test's own.</summary>
public sealed record TestStore(Action<DbContextOptionsBuilder> Use, string? File) : IDisposable
{
    public static async Task<TestStore> CreateAsync(StoreKind kind)
    {
        if (kind == StoreKind.Sqlite)
        {
            var file = Path.Combine(Path.GetTempPath(), $"edakit-{Guid.NewGuid():N}.db");
            return new(options => options.UseSqlite($"Data Source={file}"), file);
        }

        var connection = await Servers.CreateDatabaseAsync();
        return kind == StoreKind.PostgreSqlWithRetries
            ? new(options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure()), null)
            : new(options => options.UseNpgsql(connection), null);
    }

    public void Dispose()
    {
        if (File is null)
            return;

        using (var connection = new SqliteConnection($"Data Source={File}"))
            SqliteConnection.ClearPool(connection);

        foreach (var file in new[] { File, File + "-wal", File + "-shm" })
            System.IO.File.Delete(file);
    }
}

/// <summary>All ways in which a store is used.</summary>
public sealed class EveryStore : TheoryData<StoreKind>
{
    public EveryStore()
        : base(Enum.GetValues<StoreKind>())
    {
    }
}
