using EdaKit.Testing.Servers;

namespace EdaKit.Benchmarks.Places;

/// <summary>The servers that all runs share: PostgreSQL as an installation has it, with fsync, and RabbitMQ.</summary>
internal sealed class BenchmarkServers(PostgreSqlServer postgreSql, RabbitMqServer rabbitMq) : IAsyncDisposable
{
    public static async Task<BenchmarkServers> StartAsync() => new(await PostgreSqlServer.StartAsync(), await RabbitMqServer.StartAsync());

    public Task<string> CreateDatabaseAsync() => postgreSql.CreateDatabaseAsync("benchmark");

    public Task<Uri> CreateVirtualHostAsync() => rabbitMq.CreateVirtualHostAsync("benchmark");

    public async ValueTask DisposeAsync()
    {
        await rabbitMq.DisposeAsync();
        await postgreSql.DisposeAsync();
    }
}
