using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Scheduling;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Scheduling;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>Captures into one named context, inside consumers and outside.</summary>
internal sealed class ContextOutbox<TDb>(CaptureBuffer<TDb> buffer, IBus bus, IScopedConsumeContextProvider consumed, IServiceProvider scope)
    : PublishEndpoint(new CapturingSendContext(buffer, scope).PublishThrough(bus, consumed.HasContext ? consumed.GetContext() : null)), IOutbox<TDb>
    where TDb : DbContext
{
    private readonly ISendEndpointProvider _send =
        new CapturingSendContext(buffer, scope).SendThrough(bus, consumed.HasContext ? consumed.GetContext() : null);

    private MessageScheduler? _scheduler;

    public IMessageScheduler Scheduler => _scheduler ??= new(new CapturingScheduleProvider(_send, buffer), bus.Topology);

    public Task<ISendEndpoint> GetSendEndpoint(Uri address) => _send.GetSendEndpoint(address);

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => _send.ConnectSendObserver(observer);
}
