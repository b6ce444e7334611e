using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Retail.Host.Services;
using Samples.Hosting;
using Samples.Hosting.Storage;

namespace Retail.Tests;

/// <summary>The databases of services in SQLite files of their own, without the services.</summary>
internal sealed class ShopFiles : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;

    public SqliteStorage Storage => new(_folder);

    /// <summary>Files with empty tables for all services.</summary>
    public static async Task<ShopFiles> Create()
    {
        var files = new ShopFiles();
        foreach (var module in ServiceModules.All)
        {
            await using var db = files.OpenContext(module);
            await db.Database.EnsureCreatedAsync();
        }

        return files;
    }

    public TDb Open<TDb>() where TDb : DbContext => (TDb)OpenContext(ServiceModules.All.Single(module => module.Context == typeof(TDb)));

    public async Task Save<TDb>(params object[] rows) where TDb : DbContext
    {
        await using var db = Open<TDb>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private DbContext OpenContext(ServiceModule module)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(module.Context))!;
        Storage.Configure(options, module.Name);
        return (DbContext)Activator.CreateInstance(module.Context, options.Options)!;
    }
}
