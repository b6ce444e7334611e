using EdaKit.Testing.Servers;
using Npgsql;

namespace EdaKit.Benchmarks.Insurance.Offices;

/// <summary>
/// A private PostgreSQL with fsync, given the memory that somebody gives it who has a big database and asks big questions of it: as it is installed, it would
/// lose against anything. A server that <c>EDAKIT_POSTGRES</c> names is left as it is.
/// </summary>
internal sealed class TunedPostgreSql : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "shared_buffers = '2GB'", "effective_cache_size = '8GB'", "work_mem = '256MB'", "maintenance_work_mem = '512MB'", "max_wal_size = '4GB'", "random_page_cost = 1.1",
    ];

    private readonly PostgreSqlServer _server;

    private TunedPostgreSql(PostgreSqlServer server) => _server = server;

    public static async Task<TunedPostgreSql> StartAsync(CancellationToken cancellationToken)
    {
        var server = await PostgreSqlServer.StartAsync(cancellationToken: cancellationToken);
        if (server.IsPrivate)
        {
            foreach (var setting in Settings)
                await ExecuteAsync(server.ConnectionString, $"alter system set {setting}", cancellationToken);
            await server.RestartAsync(cancellationToken);
        }

        return new(server);
    }

    /// <summary>A new database, by its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        new NpgsqlConnectionStringBuilder(await _server.CreateDatabaseAsync("insurance", cancellationToken)) { CommandTimeout = 600, MaxPoolSize = 50 }.ConnectionString;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        // Without a pool: the server starts anew.
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // All of it is ours.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
