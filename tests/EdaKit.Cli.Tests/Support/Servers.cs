using EdaKit.Testing.Servers;

[assembly: AssemblyFixture(typeof(EdaKit.Cli.Tests.Support.Servers))]

namespace EdaKit.Cli.Tests.Support;

/// <summary>One PostgreSQL and one RabbitMQ for all tests of this assembly, each started when a test first asks for it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));
    private static readonly Lazy<Task<RabbitMqServer>> RabbitMq = new(() => RabbitMqServer.StartAsync());

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("cli");

    public static async Task<Uri> CreateVirtualHostAsync() => await (await RabbitMq.Value).CreateVirtualHostAsync("cli");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();

        if (RabbitMq.IsValueCreated)
            await (await RabbitMq.Value).DisposeAsync();
    }
}
