using EdaKit.Outbox.Capture;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>Where MassTransit's outbox endpoints hand a message instead of sending it.</summary>
internal sealed class CapturingSendContext(CaptureBuffer buffer, IServiceProvider scope) : OutboxSendContext
{
    public Task AddSend<T>(SendContext<T> context)
        where T : class => buffer.AddAsync(context);

    public object? GetService(Type serviceType) => scope.GetService(serviceType);

    /// <summary>Endpoints whose messages are captured. Inside a consumer they carry the consumed message's identity on.</summary>
    public IPublishEndpointProvider PublishThrough(IBus bus, ConsumeContext? consumed) => new OutboxPublishEndpointProvider(this,
        consumed is null
            ? new ScopedPublishEndpointProvider(bus, scope)
            : new ScopedConsumePublishEndpointProvider(bus, consumed, scope));

    public ISendEndpointProvider SendThrough(IBus bus, ConsumeContext? consumed) => new OutboxSendEndpointProvider(this,
        consumed is null
            ? new ScopedSendEndpointProvider(bus, scope)
            : new ScopedConsumeSendEndpointProvider(bus, consumed, scope));
}
