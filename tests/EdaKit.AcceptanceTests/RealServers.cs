using EdaKit.AcceptanceTests;
using EdaKit.Testing.Servers;
using Xunit.Sdk;
using Xunit.v3;

// The scenarios stop the very servers that the others use, so they take turns.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(RealServers))]

namespace EdaKit.AcceptanceTests;

/// <summary>One PostgreSQL and one RabbitMQ for all scenarios; each scenario has a database and a virtual host of its own.</summary>
public sealed class RealServers : IAsyncLifetime
{
    private PostgreSqlServer? _postgres;
    private RabbitMqServer? _rabbit;

    public PostgreSqlServer Postgres => _postgres ?? throw new InvalidOperationException("PostgreSQL has not been started.");

    public RabbitMqServer Rabbit => _rabbit ?? throw new InvalidOperationException("RabbitMQ has not been started.");

    public async ValueTask InitializeAsync()
    {
        var postgres = PostgreSqlServer.StartAsync();
        var rabbit = RabbitMqServer.StartAsync();
        _postgres = await postgres;
        _rabbit = await rabbit;
    }

    /// <summary>Starts what a scenario that failed half-way has left stopped, so that it does not take the next one with it.</summary>
    public async Task BothUp(CancellationToken cancellationToken)
    {
        if (Postgres.IsPrivate)
            await Postgres.StartAgainAsync(cancellationToken);
        if (Rabbit.IsPrivate)
            await Rabbit.StartAgainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_rabbit is not null)
            await _rabbit.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}
