using EdaKit.Testing.Servers;
using Npgsql;

namespace EdaKit.Benchmarks.Places;

/// <summary>The servers that all runs share: PostgreSQL as an installation has it, with fsync, and RabbitMQ.</summary>
internal sealed class BenchmarkServers : IAsyncDisposable
{
    private readonly PostgreSqlServer _postgreSql;
    private readonly RabbitMqServer _rabbitMq;
    private readonly NpgsqlDataSource _admin;

    private BenchmarkServers(PostgreSqlServer postgreSql, RabbitMqServer rabbitMq, NpgsqlDataSource admin)
    {
        _postgreSql = postgreSql;
        _rabbitMq = rabbitMq;
        _admin = admin;
    }

    /// <summary>The processes of PostgreSQL, or null where they are not on this machine.</summary>
    public required ServerProcesses? PostgreSqlProcesses { get; init; }

    /// <summary>The processes of RabbitMQ, or null where they are not on this machine.</summary>
    public required ServerProcesses? RabbitMqProcesses { get; init; }

    /// <summary>Whether PostgreSQL counts its statements.</summary>
    public required bool CountsStatements { get; init; }

    public required string PostgreSqlVersion { get; init; }

    public string ConnectionString => _postgreSql.ConnectionString;

    public Uri BrokerAddress => _rabbitMq.Address;

    public static async Task<BenchmarkServers> StartAsync()
    {
        // All subjects of a scenario are there at once, each with its pool.
        var postgreSql = await PostgreSqlServer.StartAsync(new PostgreSqlServerOptions { MaxConnections = 600 });
        var rabbitMq = await RabbitMqServer.StartAsync();
        var admin = NpgsqlDataSource.Create(postgreSql.ConnectionString);
        var countsStatements = await EnableStatementCountsAsync(postgreSql, admin);

        return new(postgreSql, rabbitMq, admin)
        {
            PostgreSqlProcesses = ServerProcesses.At(PortOf(postgreSql), withChildren: true),
            RabbitMqProcesses = ServerProcesses.At(rabbitMq.Address.Port, withChildren: false),
            CountsStatements = countsStatements,
            PostgreSqlVersion = (string)(await ScalarAsync(admin, "show server_version"))!,
        };
    }

    public Task<string> CreateDatabaseAsync() => _postgreSql.CreateDatabaseAsync("benchmark");

    public Task<Uri> CreateVirtualHostAsync() => _rabbitMq.CreateVirtualHostAsync("benchmark");

    public Task DropDatabaseAsync(string database) => ScalarAsync(_admin, $"drop database if exists \"{database}\" with (force)");

    /// <summary>Writes out what earlier runs left, so that no run pays for another.</summary>
    public Task SettleAsync() => ScalarAsync(_admin, "checkpoint");

    /// <summary>Lets PostgreSQL count what is asked of one database. Elsewhere it counts nothing, which costs nothing.</summary>
    public Task CountStatementsAsync(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        return ScalarAsync(_admin, $"alter database \"{database}\" set pg_stat_statements.track = 'top'");
    }

    /// <summary>Lets PostgreSQL count from now on, or no more, in all databases and sessions. On a server that is not this program's own it does nothing.</summary>
    public async Task TrackStatementsAsync(bool tracks)
    {
        if (!_postgreSql.IsPrivate || !CountsStatements)
            return;

        await ScalarAsync(_admin, $"alter system set pg_stat_statements.track = '{(tracks ? "top" : "none")}'");
        await ScalarAsync(_admin, "select pg_reload_conf()");
    }

    public Task ForgetStatementsAsync() => ScalarAsync(_admin, "select pg_stat_statements_reset()");

    /// <summary>The statements asked of a database since they were last forgotten, most frequent first.</summary>
    public async Task<IReadOnlyList<(string Sql, long Calls)>> ReadStatementsAsync(string connectionString)
    {
        await using var command = _admin.CreateCommand("""
            select query, calls from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1 order by calls desc
            """);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(connectionString).Database!);
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, long)> statements = [];

        while (await reader.ReadAsync())
            statements.Add((reader.GetString(0), reader.GetInt64(1)));

        return statements;
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _rabbitMq.DisposeAsync();
        await _postgreSql.DisposeAsync();
    }

    private static async Task<bool> EnableStatementCountsAsync(PostgreSqlServer server, NpgsqlDataSource admin)
    {
        const string available = "select 1 from pg_available_extensions where name = 'pg_stat_statements'";

        if (server.IsPrivate && await ScalarAsync(admin, available) is not null)
        {
            // The library must be there when the server starts.
            await ScalarAsync(admin, "alter system set shared_preload_libraries = 'pg_stat_statements'");
            await server.RestartAsync();
            admin.Clear();
        }

        var libraries = (string)(await ScalarAsync(admin, "show shared_preload_libraries"))!;
        if (!libraries.Contains("pg_stat_statements", StringComparison.Ordinal))
            return false;

        await ScalarAsync(admin, "create extension if not exists pg_stat_statements");
        if (server.IsPrivate)
        {
            await ScalarAsync(admin, "alter system set pg_stat_statements.track = 'none'");
            await ScalarAsync(admin, "select pg_reload_conf()");
        }

        return true;
    }

    private static int PortOf(PostgreSqlServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;

    private static async Task<object?> ScalarAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
