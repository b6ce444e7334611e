using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Transports;

namespace EdaKit.Outbox.Records;

/// <summary>Tells a publish from a send when a message is captured, and finds the publish endpoint again when it is relayed.</summary>
internal sealed class PublishedTypes(Func<IBusInstance> bus)
{
    private readonly ConcurrentDictionary<Type, (Uri? Address, string Name)> _published = new();
    private readonly ConcurrentDictionary<string, IPublishTarget?> _targets = new();

    /// <summary>The type's name where the destination is the one to which the type is published.</summary>
    public string? NameOf<T>(Uri destination)
        where T : class
    {
        var (address, name) = _published.GetOrAdd(typeof(T), static (type, topology) => (
            topology.TryGetPublishAddress(type, out var uri) ? uri : null,
            $"{type.FullName}, {type.Assembly.GetName().Name}"), bus().Bus.Topology);

        return destination == address ? name : null;
    }

    /// <summary>The endpoint through which a type is published.</summary>
    /// <returns>Null where this process cannot load the type.</returns>
    public Task<ISendEndpoint>? EndpointOf(string typeName) => _targets.GetOrAdd(typeName, Find)?.GetEndpoint(bus().Bus);

    private static IPublishTarget? Find(string typeName) =>
        Load(typeName) is { } type ? (IPublishTarget)Activator.CreateInstance(typeof(PublishTarget<>).MakeGenericType(type))! : null;

    [SuppressMessage("Design", "CA1031", Justification = "A type that cannot be loaded, for whatever reason, is answered with the address instead.")]
    private static Type? Load(string typeName)
    {
        try
        {
            return Type.GetType(typeName, throwOnError: false) is { IsValueType: false } type ? type : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private interface IPublishTarget
    {
        Task<ISendEndpoint> GetEndpoint(IBus bus);
    }

    private sealed class PublishTarget<T> : IPublishTarget
        where T : class
    {
        public Task<ISendEndpoint> GetEndpoint(IBus bus) => bus.GetPublishSendEndpoint<T>();
    }
}
