using EdaKit.Testing.Servers;

namespace Retail.Host.Burst;

/// <summary>PostgreSQL and RabbitMQ: those that the environment names, or private ones from the programs on this machine.</summary>
internal sealed class BurstServers : IAsyncDisposable
{
    private readonly PostgreSqlServer _postgres;
    private readonly RabbitMqServer _rabbit;

    private BurstServers(PostgreSqlServer postgres, RabbitMqServer rabbit) => (_postgres, _rabbit) = (postgres, rabbit);

    /// <exception cref="OperatorException">There is no server, and no program to start one.</exception>
    public static async Task<BurstServers> Start(CancellationToken cancellationToken)
    {
        try
        {
            var postgres = await PostgreSqlServer.StartAsync(cancellationToken: cancellationToken);
            try
            {
                return new BurstServers(postgres, await RabbitMqServer.StartAsync(cancellationToken: cancellationToken));
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
    public async Task<(string Postgres, Uri Rabbit)> Fresh(CancellationToken cancellationToken) => (
        await _postgres.CreateDatabaseAsync("burst", cancellationToken),
        await _rabbit.CreateVirtualHostAsync("burst", cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _rabbit.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
