using System.Data.Common;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Workloads;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EdaKit.Benchmarks.Places;

/// <summary>A new database and a new virtual host for one run, seen from the runner. Disposing it drops the database.</summary>
internal sealed class RunPlace(BenchmarkServers servers, string database, Uri? broker, StoreKind store) : IAsyncDisposable
{
    private NpgsqlConnection? _report;

    /// <summary>
    /// A connection string. All subjects get the same: enough connections, statements prepared by themselves when they come again, and none of
    /// the seven statements that clean up a session, since no subject leaves anything behind in one; as
    /// Npgsql's documentation advises for speed.
    /// </summary>
    public string Database => database;

    public Uri? Broker => broker;

    public StoreKind Store => store;

    public static async Task<RunPlace> CreateAsync(BenchmarkServers servers, StoreKind store, TransportKind transport)
    {
        var broker = transport == TransportKind.RabbitMq ? await servers.CreateVirtualHostAsync() : null;
        var database = store == StoreKind.PostgreSql
            ? PostgreSql(await servers.CreateDatabaseAsync())
            : Sqlite(Path.Combine(Path.GetTempPath(), $"edakit-benchmark-{Guid.NewGuid():N}.db"));

        return new(servers, database, broker, store);
    }

    public async Task<(long Rows, long Distinct)> CountRowsAsync(string table)
    {
        // Without a pool, so that the database can be dropped.
        await using DbConnection connection = store == StoreKind.PostgreSql
            ? new NpgsqlConnection(database + ";Pooling=false")
            : new SqliteConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table's name is one of ours.
        command.CommandText = $"select count(*), count(distinct id) from {table}";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Puts into EdaKit's outbox what is to lie there during the run.</summary>
    public async Task AddBallastAsync(Ballast ballast)
    {
        // Dead records were sent while somebody else's transaction was open, such as a long report or a backup: PostgreSQL keeps them for it.
        if (ballast == Ballast.Dead)
            await BeginReportAsync();

        // Parked records have no time and were there for long, so PostgreSQL has cleaned up around them. Dead ones stand where a relay looks. In
        // one transaction, lest the relay takes them.
        await ExecuteAsync($"""
            begin;
            insert into edakit_outbox (id, message_id, destination, message_types, content_type, body, properties, captured_at, available_at, attempts, parked_at, last_error)
            select gen_random_uuid(), gen_random_uuid(), './nowhere', 'urn:message:benchmark.ballast', 'application/json', convert_to(repeat('x', 300), 'UTF8'), '{"{}"}',
                   0, {(ballast == Ballast.Parked ? "null, 10, 1, 'no such exchange'" : "0, 0, null, null")}
            from generate_series(1, 1000000);
            {(ballast == Ballast.Dead ? "delete from edakit_outbox where message_types = 'urn:message:benchmark.ballast';" : "")}
            commit;
            """);

        if (ballast == Ballast.Parked)
            await ExecuteAsync("vacuum (freeze, analyze) edakit_outbox");
    }

    private async Task BeginReportAsync()
    {
        _report = new NpgsqlConnection(database + ";Pooling=false");
        await _report.OpenAsync();
        await using var command = new NpgsqlCommand("begin isolation level repeatable read; select count(*) from edakit_outbox", _report);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs statements in the database of a run on PostgreSQL.</summary>
    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // The statements are ours.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_report is not null)
            await _report.DisposeAsync();

        if (store == StoreKind.PostgreSql)
        {
            await servers.DropDatabaseAsync(new NpgsqlConnectionStringBuilder(database).Database!);
            return;
        }

        var file = new SqliteConnectionStringBuilder(database).DataSource;
        foreach (var part in (string[])[file, file + "-wal", file + "-shm"])
            File.Delete(part);
    }

    private static string PostgreSql(string database) =>
        new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 100, MaxAutoPrepare = 50, NoResetOnClose = true }.ConnectionString;

    private static string Sqlite(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;
}
