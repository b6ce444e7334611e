using EdaKit.Testing.Servers;

[assembly: AssemblyFixture(typeof(EdaKit.Testing.Tests.Servers.RabbitMqFixture))]

namespace EdaKit.Testing.Tests.Servers;

/// <summary>A private node for all tests that leave it running.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private RabbitMqServer? _server;

    public RabbitMqServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync() =>
        _server = await RabbitMqServer.StartAsync(new RabbitMqServerOptions { Machine = Machines.WithoutVariables });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
