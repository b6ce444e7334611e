using EdaKit.Testing.Servers;

[assembly: AssemblyFixture(typeof(EdaKit.AspNetCore.Tests.Support.Servers))]

namespace EdaKit.AspNetCore.Tests.Support;

/// <summary>One PostgreSQL for all tests of this assembly, started when a test first asks for it.</summary>
public sealed class Servers : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlServer>> PostgreSql = new(() => PostgreSqlServer.StartAsync(new() { Durable = false }));

    public static async Task<string> CreateDatabaseAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("aspnetcore");

    public async ValueTask DisposeAsync()
    {
        if (PostgreSql.IsValueCreated)
            await (await PostgreSql.Value).DisposeAsync();
    }
}
