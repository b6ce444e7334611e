using MassTransit;
using MassTransit.DependencyInjection;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>
/// Asks at every call what the scope's send endpoints are. Resolved once and kept, they would be those of the moment: a scoped filter
/// outside the inbox that injects them would make the consumer inside it send past the outbox.
/// </summary>
internal sealed class LateSendEndpointProvider(IScopedBusContextProvider<IBus> bus) : ISendEndpointProvider
{
    public Task<ISendEndpoint> GetSendEndpoint(Uri address) => bus.Context.SendEndpointProvider.GetSendEndpoint(address);

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => bus.Context.SendEndpointProvider.ConnectSendObserver(observer);
}
