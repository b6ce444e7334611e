using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Registration;
using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>
/// What code outside consumers gets for the bus where several contexts have an outbox: nobody can know in whose transaction a publish
/// belongs, and a guess would lose messages in silence.
/// </summary>
internal sealed class AmbiguousScopedBusContext(OutboxBindings bindings, IClientFactory clients, IServiceProvider scope) : ScopedBusContext
{
    private readonly Lazy<IScopedClientFactory> _clients = new(() =>
        new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clients, scope)), consumeContext: null));

    public ISendEndpointProvider SendEndpointProvider => throw Ambiguous();

    public IPublishEndpoint PublishEndpoint => throw Ambiguous();

    public IScopedClientFactory ClientFactory => _clients.Value;

    private InvalidOperationException Ambiguous()
    {
        var contexts = bindings.All.Select(binding => binding.ContextType.Name).ToList();

        return new($"This process has {contexts.Count} outbox contexts ('{string.Join("', '", contexts)}'), so a publish or send outside a consumer must say "
            + $"whose transaction it belongs to. Inject '{nameof(IOutbox<>)}<{contexts[0]}>' (or the context you mean) in place of IPublishEndpoint or ISendEndpointProvider.");
    }
}
