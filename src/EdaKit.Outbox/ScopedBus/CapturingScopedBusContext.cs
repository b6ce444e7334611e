using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Transports;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>What code outside consumers gets for the bus: publish and send are captured, requests go out at once, since their answer is awaited.</summary>
internal sealed class CapturingScopedBusContext(CapturingSendContext capture, IBus bus, IClientFactory clients, IServiceProvider scope) : ScopedBusContext
{
    private readonly Lazy<ISendEndpointProvider> _send = new(() => capture.SendThrough(bus, consumed: null));
    private readonly Lazy<IPublishEndpoint> _publish = new(() => new PublishEndpoint(capture.PublishThrough(bus, consumed: null)));
    private readonly Lazy<IScopedClientFactory> _clients = new(() =>
        new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clients, scope)), consumeContext: null));

    public ISendEndpointProvider SendEndpointProvider => _send.Value;

    public IPublishEndpoint PublishEndpoint => _publish.Value;

    public IScopedClientFactory ClientFactory => _clients.Value;
}
