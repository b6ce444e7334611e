using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.Benchmarks.Places;

/// <summary>A new database and a new virtual host for one run.</summary>
internal sealed class Place : IDisposable
{
    private readonly string? _file;
    private readonly string? _database;
    private readonly Uri? _virtualHost;

    private Place(string? file, string? database, Uri? virtualHost)
    {
        _file = file;
        _database = database;
        _virtualHost = virtualHost;
    }

    public static async Task<Place> CreateAsync(BenchmarkServers servers, StoreKind store, TransportKind transport) => new(
        store == StoreKind.Sqlite ? Path.Combine(Path.GetTempPath(), $"edakit-benchmark-{Guid.NewGuid():N}.db") : null,
        store == StoreKind.PostgreSql ? await servers.CreateDatabaseAsync() : null,
        transport == TransportKind.RabbitMq ? await servers.CreateVirtualHostAsync() : null);

    public void Use(DbContextOptionsBuilder options)
    {
        if (_file is not null)
            options.UseSqlite($"Data Source={_file}");
        else
            options.UseNpgsql($"{_database};Maximum Pool Size=120;Max Auto Prepare=50");
    }

    public void Use(IBusRegistrationConfigurator x, Action<IBusRegistrationContext, IBusFactoryConfigurator> configure)
    {
        if (_virtualHost is null)
        {
            x.UsingInMemory((context, bus) =>
            {
                configure(context, bus);
                bus.ConfigureEndpoints(context);
            });
            return;
        }

        x.UsingRabbitMq((context, bus) =>
        {
            bus.Host(_virtualHost);
            bus.PrefetchCount = 64;
            configure(context, bus);
            bus.ConfigureEndpoints(context);
        });
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();

        if (_file is null)
            return;

        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" })
            File.Delete(file);
    }
}
