using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.TestSupport;

public enum StoreKind
{
    Sqlite,
    PostgreSql,

    /// <summary>With EnableRetryOnFailure. Not in every place: what it changes has tests of its own.</summary>
    PostgreSqlWithRetries,
}

public enum TransportKind
{
    InMemory,
    RabbitMq,
}

/// <summary>Where a test runs: a database and a transport of its own.</summary>
public sealed record Place(TestStore Store, TestTransport Transport) : IDisposable
{
    public static async Task<Place> CreateAsync(StoreKind store, TransportKind transport) =>
        new(await TestStore.CreateAsync(store), await TestTransport.CreateAsync(transport));

    /// <summary>SQLite and memory, for what does not depend on either.</summary>
    public static Task<Place> CreateAsync() => CreateAsync(StoreKind.Sqlite, TransportKind.InMemory);

    public void Dispose() => Store.Dispose();
}

public sealed record TestStore(Action<DbContextOptionsBuilder> Use, string? File, string? Connection = null) : IDisposable
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
            ? new(options => options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure()), null, connection)
            : new(options => options.UseNpgsql(connection), null, connection);
    }

    public void Dispose()
    {
        // Its idle connections would stay for minutes, and a server has only so many for all tests.
        if (Connection is not null)
            NpgsqlConnection.ClearPool(new NpgsqlConnection(Connection));

        if (File is not null)
            SqliteConnection.ClearPool(new SqliteConnection($"Data Source={File}"));

        foreach (var file in File is null ? [] : new[] { File, File + "-wal", File + "-shm" })
            System.IO.File.Delete(file);
    }
}

public sealed record TestTransport(TransportKind Kind, Uri? VirtualHost)
{
    public static async Task<TestTransport> CreateAsync(TransportKind kind) =>
        new(kind, kind == TransportKind.RabbitMq ? await Servers.CreateVirtualHostAsync() : null);

    public void Use(IBusRegistrationConfigurator x, Action<IBusRegistrationContext, IBusFactoryConfigurator> configure, bool configureEndpoints)
    {
        if (Kind == TransportKind.InMemory)
        {
            x.UsingInMemory((context, bus) =>
            {
                configure(context, bus);
                if (configureEndpoints)
                    bus.ConfigureEndpoints(context);
            });
            return;
        }

        x.UsingRabbitMq((context, bus) =>
        {
            bus.Host(VirtualHost!);
            configure(context, bus);
            if (configureEndpoints)
                bus.ConfigureEndpoints(context);
        });
    }
}
