using Dapper;
using EdaKit.Testing.Servers;
using Npgsql;

[assembly: AssemblyFixture(typeof(EdaKit.Outbox.PostgreSql.Tests.Support.Server))]

namespace EdaKit.Outbox.PostgreSql.Tests.Support;

/// <summary>One PostgreSQL for all tests of this assembly.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("notify");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();
    }
}

/// <summary>A database of a test's own, with the outbox's tables by the published script and a table of orders.</summary>
public sealed class Database : IAsyncDisposable
{
    private Database(NpgsqlDataSource source)
    {
        Source = source;
    }

    public NpgsqlDataSource Source { get; }

    public static async Task<Database> CreateAsync()
    {
        var database = new Database(NpgsqlDataSource.Create(await Server.CreateDatabaseAsync()));
        await database.RunScriptAsync("0001-outbox.sql");
        await database.ExecuteAsync("create table orders (number text not null)");
        return database;
    }

    /// <summary>Runs a script as EdaKit publishes it.</summary>
    public async Task RunScriptAsync(string name) => await ExecuteAsync(await File.ReadAllTextAsync(Script(name)));

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(statement);
    }

    public async Task<long> CountAsync(string from)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"select count(*) from {from}");
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static string Script(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EdaKit.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");

        return Path.Combine(folder.FullName, "docs", "sql", "postgresql", name);
    }
}
