using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Puts the mode on the pipes of those types that have one of their own.</summary>
internal sealed class ModeObserver(IReadOnlyDictionary<Type, CloudEventsMode> modes) : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (modes.TryGetValue(typeof(T), out var mode))
            specification.UseFilter(new ModeFilter<T>(mode));
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (modes.TryGetValue(typeof(T), out var mode))
            specification.UseFilter<PublishContext<T>>(new ModeFilter<T>(mode));
    }
}
