using EdaKit.Testing.Servers;

[assembly: AssemblyFixture(typeof(Insurance.Tests.Support.Server))]

namespace Insurance.Tests.Support;

/// <summary>One PostgreSQL for all tests of this assembly.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("insurance");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();
    }
}
