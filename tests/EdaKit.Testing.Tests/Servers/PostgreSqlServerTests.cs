using EdaKit.Testing.Servers;
using Npgsql;

namespace EdaKit.Testing.Tests.Servers;

public sealed class PostgreSqlServerTests
{
    private const string Running =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series(1,%' AND pid <> pg_backend_pid()";

    private static readonly PostgreSqlServerOptions Quick = new() { Durable = false, Machine = Machines.WithoutVariables };

    [Fact]
    public async Task CreateDatabaseAsync_twice_with_one_prefix_gives_two_empty_databases()
    {
        await using var server = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);

        string first = await server.CreateDatabaseAsync("Shop \"orders\"", TestContext.Current.CancellationToken);
        string second = await server.CreateDatabaseAsync("Shop \"orders\"", TestContext.Current.CancellationToken);

        Assert.True(server.IsPrivate);
        Assert.StartsWith("shop__orders__", new NpgsqlConnectionStringBuilder(first).Database, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        await ExecuteAsync(first, "CREATE TABLE orders (id int)");
        Assert.Equal(1L, await ExecuteAsync(first, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal(0L, await ExecuteAsync(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    // With synchronous_commit off, a killed server lost what it had reported as committed.
    [Fact]
    public async Task KillAsync_without_durability_keeps_every_commit()
    {
        await using var server = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);
        await ExecuteAsync(server.ConnectionString, "CREATE TABLE orders (id int)");

        await server.KillAsync(TestContext.Current.CancellationToken);
        await server.StartAgainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0L, await ExecuteAsync(Unpooled(server.ConnectionString), "SELECT count(*) FROM orders"));
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task StartAsync_with_options_sets_durability_and_connections(bool durable, string expected)
    {
        var options = new PostgreSqlServerOptions { Durable = durable, MaxConnections = 37, Machine = Machines.WithoutVariables };

        await using var server = await PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal(expected, await ExecuteAsync(server.ConnectionString, "SHOW fsync"));
        Assert.Equal(expected, await ExecuteAsync(server.ConnectionString, "SHOW full_page_writes"));
        Assert.Equal("37", await ExecuteAsync(server.ConnectionString, "SHOW max_connections"));
        Assert.Equal("127.0.0.1", await ExecuteAsync(server.ConnectionString, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task StartAgainAsync_after_kill_and_after_stop_keeps_port_and_data()
    {
        await using var server = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);
        string database = await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken);
        await ExecuteAsync(database, "CREATE TABLE orders (id int)");
        await ExecuteAsync(database, "INSERT INTO orders VALUES (1)");

        await server.KillAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(Unpooled(database), "SELECT 1"));
        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(Unpooled(database), "INSERT INTO orders VALUES (2)");
        await server.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2L, await ExecuteAsync(Unpooled(database), "SELECT count(*) FROM orders"));
        await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task KillAsync_with_a_query_running_lets_the_server_start_again()
    {
        await using var server = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);
        var query = ExecuteAsync(Unpooled(server.ConnectionString), "SELECT count(*) FROM generate_series(1, 1000000000)");
        Assert.True(await Patiently.WaitForAsync(
            async () => await ExecuteAsync(server.ConnectionString, Running) is 1L,
            TestContext.Current.CancellationToken));

        await server.KillAsync(TestContext.Current.CancellationToken);
        await server.StartAgainAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => query);
        Assert.Equal(1, await ExecuteAsync(Unpooled(server.ConnectionString), "SELECT 1"));
    }

    [Fact]
    public async Task StopKillStart_when_already_so_do_nothing()
    {
        await using var server = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);

        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.KillAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.StartAgainAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartAsync_with_the_variable_uses_that_server_and_leaves_it_as_it_was()
    {
        await using var given = await PostgreSqlServer.StartAsync(Quick, TestContext.Current.CancellationToken);
        var options = new PostgreSqlServerOptions { Machine = Machines.With(PostgreSqlServer.EnvironmentVariable, given.ConnectionString) };

        var server = await PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken);
        string database = await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.False(server.IsPrivate);
        Assert.Equal(given.ConnectionString, server.ConnectionString);
        Assert.Equal(1, await ExecuteAsync(database, "SELECT 1"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.KillAsync(TestContext.Current.CancellationToken));
        Assert.Contains("EDAKIT_POSTGRES", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StopAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.StartAgainAsync(TestContext.Current.CancellationToken));
        await server.DisposeAsync();
        Assert.Equal(0L, await ExecuteAsync(given.ConnectionString, "SELECT count(*) FROM pg_database WHERE datname LIKE 'test%'"));
    }

    [Fact]
    public async Task StartAsync_without_binaries_says_how_to_get_a_server()
    {
        var options = new PostgreSqlServerOptions { Machine = Machines.Bare };

        var missing = await Assert.ThrowsAsync<TestServerUnavailableException>(
            () => PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal(
            "No PostgreSQL server for tests: the program 'initdb' is not on this machine "
            + "and the environment variable 'EDAKIT_POSTGRES' is not set. "
            + "Install the server (Debian and Ubuntu: apt-get install postgresql), "
            + "or run 'docker compose up -d' with the project's compose.yaml "
            + "and set EDAKIT_POSTGRES='host=127.0.0.1;username=postgres;password=postgres'.",
            missing.Message);
    }

    [Fact]
    public async Task StartAsync_of_a_server_that_ends_at_once_shows_its_log()
    {
        var options = new PostgreSqlServerOptions { MaxConnections = int.MaxValue, Machine = Machines.WithoutVariables };

        var failed = await Assert.ThrowsAsync<TestServerUnavailableException>(
            () => PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains("max_connections", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_beyond_its_time_fails_and_leaves_nothing()
    {
        var options = new PostgreSqlServerOptions { StartTimeout = TimeSpan.FromTicks(1), Machine = Machines.WithoutVariables };

        var failed = await Assert.ThrowsAsync<TestServerUnavailableException>(
            () => PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Contains("StartTimeout '00:00:00.0000001'", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(60, 9)]
    public async Task StartAsync_with_an_option_out_of_range_throws(int seconds, int connections)
    {
        var options = new PostgreSqlServerOptions { StartTimeout = TimeSpan.FromSeconds(seconds), MaxConnections = connections };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => PostgreSqlServer.StartAsync(options, TestContext.Current.CancellationToken));
    }

    private static string Unpooled(string connectionString) => connectionString + ";Pooling=false";

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
