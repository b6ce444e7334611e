using EdaKit.Testing.Servers;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.TestSupport;

/// <summary>One PostgreSQL and one RabbitMQ for all tests of an assembly, each started when a test first asks for it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private const string Purpose = "tests";

    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));
    private static readonly Lazy<Task<RabbitMqServer>> RabbitMq = new(() => RabbitMqServer.StartAsync());

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync(Purpose);

    /// <summary>Creates a database with all that another one holds, which nobody may be connected to.</summary>
    public static async Task<string> CopyDatabaseAsync(string connection)
    {
        var copy = await CreateDatabaseAsync();
        var (from, to) = (new NpgsqlConnectionStringBuilder(connection).Database, new NpgsqlConnectionStringBuilder(copy).Database);

        // The server's own list of what it has to drop knows the empty one, and the copy takes its name.
        await using var maintenance = NpgsqlDataSource.Create((await PostgreSql.Value).ConnectionString);
        foreach (var sql in new[] { $"drop database \"{to}\"", $"create database \"{to}\" template \"{from}\"" })
        {
            await using var command = maintenance.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        return copy;
    }

    public static async Task<Uri> CreateVirtualHostAsync() => await (await RabbitMq.Value).CreateVirtualHostAsync(Purpose);

    /// <summary>Where the management API answers for a virtual host.</summary>
    public static async Task<Uri> ManagementOfAsync(Uri virtualHost) => (await RabbitMq.Value).ManagementOf(virtualHost);

    /// <summary>How many messages wait in a queue, or null where there is no such queue.</summary>
    public static async Task<long?> CountMessagesAsync(Uri virtualHost, string queue)
    {
        try
        {
            return await (await RabbitMq.Value).CountMessagesAsync(virtualHost, queue);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();

        if (RabbitMq.IsValueCreated)
            await (await RabbitMq.Value).DisposeAsync();
    }
}
