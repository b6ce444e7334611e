using EdaKit.Configuration;
using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.Contracts.Versions;

/// <summary>Sees to it that each message leaves as the version that it shall be, and bears the types of all who can read it.</summary>
internal sealed class WireObserver(IReadOnlyDictionary<Type, EmittedVersion> emitted) : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (FilterFor<T>() is { } filter)
            specification.UseFilter(filter);
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (FilterFor<T>() is { } filter)
            specification.UseFilter<PublishContext<T>>(filter);
    }

    /// <summary>What a type's messages need on their way out; null for most.</summary>
    private OutgoingFilter<T>? FilterFor<T>()
        where T : class
    {
        if (emitted.TryGetValue(typeof(T), out var version))
            return new EmitFilter<T>(version);

        return WireTypes.Of<T>() is { } types ? new WireTypesFilter<T>(types) : null;
    }
}
