using EdaKit.Testing.Servers;

namespace Samples.Hosting.Processes;

/// <summary>PostgreSQL and RabbitMQ: those that the environment names, or private ones from the programs on this machine.</summary>
internal sealed class RealServers : IAsyncDisposable
{
    private readonly PostgreSqlServer _postgres;
    private readonly RabbitMqServer _rabbit;

    private RealServers(PostgreSqlServer postgres, RabbitMqServer rabbit) => (_postgres, _rabbit) = (postgres, rabbit);

    /// <exception cref="OperatorException">There is no server, and no program to start one.</exception>
    public static async Task<RealServers> Start(CancellationToken cancellationToken)
    {
        try
        {
            var postgres = await PostgreSqlServer.StartAsync(cancellationToken: cancellationToken);
            try
            {
                return new RealServers(postgres, await RabbitMqServer.StartAsync(cancellationToken: cancellationToken));
            }
            catch
            {
                await postgres.DisposeAsync();
                throw;
            }
        }
        catch (TestServerUnavailableException fault)
        {
            throw new OperatorException(fault.Message, fault);
        }
    }

    /// <summary>A database and a virtual host that nobody has used.</summary>
    public async Task<(string Postgres, Uri Rabbit)> Fresh(string name, CancellationToken cancellationToken) => (
        await _postgres.CreateDatabaseAsync(name, cancellationToken),
        await _rabbit.CreateVirtualHostAsync(name, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _rabbit.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
