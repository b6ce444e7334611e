using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.Contracts.Versions;

/// <summary>Sees to it that each message leaves as the version that it shall be, and bears the types of all who can read it.</summary>
internal sealed class WireObserver(IReadOnlyDictionary<Type, EmittedVersion> emitted) : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (emitted.TryGetValue(typeof(T), out var version))
            specification.UseFilter(new EmitFilter<T>(version));
        else if (WireTypes.Of<T>() is { } types)
            specification.UseFilter(new WireTypesFilter<T>(types));
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (emitted.TryGetValue(typeof(T), out var version))
            specification.UseFilter<PublishContext<T>>(new EmitFilter<T>(version));
        else if (WireTypes.Of<T>() is { } types)
            specification.UseFilter<PublishContext<T>>(new WireTypesFilter<T>(types));
    }
}
