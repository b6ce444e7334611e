namespace EdaKit.Testing.Servers;
public sealed class PostgreSqlServerOptions { public bool Durable; }
public sealed class PostgreSqlServer : IAsyncDisposable { public static Task<PostgreSqlServer> StartAsync(PostgreSqlServerOptions? o = null) => Task.FromResult(new PostgreSqlServer()); public Task<string> CreateDatabaseAsync(string p) => throw new NotSupportedException(); public ValueTask DisposeAsync() => default; }
public sealed class RabbitMqServer : IAsyncDisposable { public static Task<RabbitMqServer> StartAsync() => Task.FromResult(new RabbitMqServer()); public Task<Uri> CreateVirtualHostAsync(string p) => throw new NotSupportedException(); public ValueTask DisposeAsync() => default; }
