using System.Collections.Concurrent;
using Npgsql;

namespace EdaKit.Testing.Servers;

/// <summary>
/// A real PostgreSQL server for tests: the one that the environment variable <c>EDAKIT_POSTGRES</c> names by an Npgsql
/// connection string, else a private one, started from this machine's binaries on a free port of 127.0.0.1 with its own
/// data folder. A private server ends with the process that started it, even if that process is killed.
/// <see cref="CreateDatabaseAsync"/> may be called from many threads; the other methods one at a time.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>The environment variable with an Npgsql connection string to use instead of a private server.</summary>
    public const string EnvironmentVariable = "EDAKIT_POSTGRES";

    private readonly PrivateServer? _own;
    private readonly ConcurrentQueue<string> _created = new();

    private PostgreSqlServer(string connectionString, PrivateServer? own)
    {
        ConnectionString = connectionString;
        _own = own;
    }

    /// <summary>An Npgsql connection string to the server's maintenance database. Stays the same when the server starts again.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether the server is ours: it can be stopped, killed and started again, and is deleted on dispose.</summary>
    public bool IsPrivate => _own is not null;

    /// <summary>Finds or starts a server and returns when it answers.</summary>
    /// <param name="options">How a private server starts; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start; what was started is ended.</param>
    /// <returns>The server. Dispose it.</returns>
    /// <exception cref="TestServerUnavailableException">
    /// There are no binaries and no variable, or the server did not come up in time; the message has the remedy or the end of the log.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="NpgsqlException">The server named by the variable cannot be reached.</exception>
    public static async Task<PostgreSqlServer> StartAsync(
        PostgreSqlServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PostgreSqlServerOptions();
        TestServerRemedy.CheckTimeout(options.StartTimeout, nameof(options));
        if (options.MaxConnections < 10)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxConnections, $"MaxConnections is '{options.MaxConnections}'; give at least 10.");
        }

        if (options.Machine.Variable(EnvironmentVariable) is { } connectionString)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return new PostgreSqlServer(connectionString, own: null);
        }

        var (own, plan) = await PrivateServer.StartAsync(token => PostgreSqlPlan.CreateAsync(options, token), cancellationToken);
        return new PostgreSqlServer(plan.ConnectionString, own);
    }

    /// <summary>Creates an empty database. On a server that is not ours it is dropped when this object is disposed.</summary>
    /// <param name="namePrefix">
    /// The start of its name; null for <c>test</c>. Letters become lower case, all but letters and digits become <c>_</c>,
    /// and what is beyond 40 characters is cut. A random end makes the name unique.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A connection string to the new database.</returns>
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses.</exception>
    public async Task<string> CreateDatabaseAsync(string? namePrefix = null, CancellationToken cancellationToken = default)
    {
        string name = ServerNames.New(namePrefix);
        await ExecuteAsync($"CREATE DATABASE \"{name}\"", cancellationToken);
        _created.Enqueue(name);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>
    /// Stops the server as an administrator would: open transactions roll back, data is written. Does nothing if it is stopped.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait, not the stop.</param>
    /// <exception cref="InvalidOperationException">The server is not ours.</exception>
    /// <exception cref="TimeoutException">It did not stop within 60 seconds.</exception>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await Own(nameof(StopAsync)).StopAsync(cancellationToken);
        ForgetConnections();
    }

    /// <summary>Kills all the server's processes with SIGKILL, as a crash would. Does nothing if it is stopped.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the kill.</param>
    /// <exception cref="InvalidOperationException">The server is not ours.</exception>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        await Own(nameof(KillAsync)).KillAsync(cancellationToken);
        ForgetConnections();
    }

    /// <summary>
    /// Starts a stopped or killed server on the same port and data, and returns when it answers. Does nothing if it runs.
    /// </summary>
    /// <param name="cancellationToken">Gives up the wait; the server may still come up.</param>
    /// <exception cref="InvalidOperationException">The server is not ours.</exception>
    /// <exception cref="TestServerUnavailableException">It ended while starting, or did not come up in time.</exception>
    public Task StartAgainAsync(CancellationToken cancellationToken = default) =>
        Own(nameof(StartAgainAsync)).StartAgainAsync(cancellationToken);

    /// <summary><see cref="StopAsync"/>, then <see cref="StartAgainAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels the waits.</param>
    /// <exception cref="InvalidOperationException">The server is not ours.</exception>
    /// <exception cref="TestServerUnavailableException">It ended while starting, or did not come up in time.</exception>
    /// <exception cref="TimeoutException">It did not stop within 60 seconds.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await StartAgainAsync(cancellationToken);
    }

    /// <summary>Ends a private server and deletes its data; drops the databases created on another. A second call does nothing.</summary>
    /// <exception cref="NpgsqlException">A database on a server that is not ours could not be dropped.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
            ForgetConnections();
            return;
        }

        while (_created.TryDequeue(out string? name))
            await ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", CancellationToken.None);
    }

    private PrivateServer Own(string action) => _own ?? throw TestServerRemedy.NotOurs(EnvironmentVariable, action);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Our own pool holds connections to the server that has just gone; the next CREATE DATABASE would meet one of them.
    private void ForgetConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
