using EdaKit.Outbox.Registration;
using MassTransit;
using MassTransit.DependencyInjection;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>Decides, each time it is asked, what the scope's publish and send endpoints are.</summary>
internal sealed class OutboxScopedBusContextProvider(IBus bus, OutboxBindings bindings, Bind<IBus, IClientFactory> clients,
    Bind<IBus, IScopedConsumeContextProvider> consumed, IServiceProvider scope)
    : IScopedBusContextProvider<IBus>
{
    private ScopedBusContext? _outsideConsumers;

    public ScopedBusContext Context => consumed.Value.HasContext
        ? new ConsumeContextScopedBusContext(consumed.Value.GetContext(), clients.Value)
        : _outsideConsumers ??= bindings.Single is { } binding
            ? new CapturingScopedBusContext(new CapturingSendContext(binding.BufferOf(scope), scope), bus, clients.Value, scope)
            : new AmbiguousScopedBusContext(bindings, clients.Value, scope);
}
