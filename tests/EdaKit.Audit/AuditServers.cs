using EdaKit.Audit.Wire;
using EdaKit.Audit.Workers;
using EdaKit.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.Audit;

/// <summary>The servers that an audit starts, stops and kills: never anybody else's.</summary>
internal sealed class AuditServers : IAsyncDisposable
{
    private static readonly string[] Queues = [nameof(NoteMove), nameof(CountNotes)];

    /// <summary>They start again beside workers that start again: patience is cheaper than an audit that has to be repeated.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private AuditServers(PostgreSqlServer postgres, RabbitMqServer rabbit, string database, Uri broker)
    {
        Postgres = postgres;
        Rabbit = rabbit;
        Database = database;
        Broker = broker;
    }

    public PostgreSqlServer Postgres { get; }

    public RabbitMqServer Rabbit { get; }

    /// <summary>The way of the auditor itself to the database, past all faults of the wire.</summary>
    public string Database { get; }

    /// <summary>Likewise, to the broker.</summary>
    public Uri Broker { get; }

    public static async Task<AuditServers> StartAsync(bool durable, CancellationToken cancellationToken)
    {
        var starting = RabbitMqServer.StartAsync(new() { StartTimeout = StartTimeout }, cancellationToken);
        var postgres = await PostgreSqlServer.StartAsync(new() { Durable = durable, StartTimeout = StartTimeout }, cancellationToken);
        var rabbit = await starting;
        if (!postgres.IsPrivate || !rabbit.IsPrivate)
        {
            await rabbit.DisposeAsync();
            await postgres.DisposeAsync();
            throw new InvalidOperationException(
                $"The audit kills its servers: they must be its own. Unset '{PostgreSqlServer.EnvironmentVariable}', '{RabbitMqServer.EnvironmentVariable}'.");
        }

        // The order of commits, kept by PostgreSQL itself, is what lanes are judged by.
        await ExecuteAsync(postgres.ConnectionString, "alter system set track_commit_timestamp = on", cancellationToken);
        await postgres.RestartAsync(cancellationToken);

        var database = await postgres.CreateDatabaseAsync("audit", cancellationToken);
        await using (var context = new AuditDb(new DbContextOptionsBuilder<AuditDb>().UseNpgsql(database).Options))
            await context.Database.EnsureCreatedAsync(cancellationToken);
        await ExecuteAsync(database, AuditDb.Triggers, cancellationToken);

        return new(postgres, rabbit, database, await rabbit.CreateVirtualHostAsync("audit", cancellationToken));
    }

    /// <summary>The way to the database through a proxy.</summary>
    public string DatabaseThrough(Proxy proxy) =>
        new NpgsqlConnectionStringBuilder(Database) { Port = proxy.Port, MaxPoolSize = 40, CommandTimeout = 20, Timeout = 10 }.ConnectionString;

    /// <summary>The way to the broker through a proxy.</summary>
    public Uri BrokerThrough(Proxy proxy) => new UriBuilder(Broker) { Port = proxy.Port }.Uri;

    public int DatabasePort => new NpgsqlConnectionStringBuilder(Database).Port;

    /// <summary>Whether an error of a call here means that a server is away, or has just gone.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        PostgresException refused => refused.IsTransient,
        NpgsqlException or BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException or TimeoutException => true,
        OperationCanceledException => true,
        _ => false,
    };

    /// <summary>How much waits, in the outbox and the consumers' queues; at most a bit more than asked for.</summary>
    public async Task<long> CountWaitingAsync(long atMost, CancellationToken cancellationToken)
    {
        var waiting = await ScalarAsync($"select count(*) from (select 1 from edakit_outbox limit {atMost}) as waiting", cancellationToken);
        foreach (var queue in Queues)
            waiting += await CountAsync(queue, cancellationToken);

        return waiting;
    }

    /// <summary>How many messages the tap has not read.</summary>
    public Task<long> CountUntappedAsync(CancellationToken cancellationToken) => CountAsync(Tap.Queue, cancellationToken);

    /// <summary>How many messages the consumers have given up.</summary>
    public async Task<long> CountSetAsideAsync(CancellationToken cancellationToken)
    {
        long aside = 0;
        foreach (var queue in Queues)
            aside += await CountAsync($"{queue}_error", cancellationToken) + await CountAsync($"{queue}_skipped", cancellationToken);

        return aside;
    }

    public async Task<long> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{Database};Pooling=false;Command Timeout=120");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Rabbit.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private async Task<long> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return await Rabbit.CountMessagesAsync(Broker, queue, cancellationToken);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            // Error queues come into being with their first message.
            return 0;
        }
    }

    private static async Task ExecuteAsync(string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
