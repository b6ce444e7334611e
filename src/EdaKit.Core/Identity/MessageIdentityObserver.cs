using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;

namespace EdaKit.Identity;

/// <summary>Puts the identity filter on the pipe of every message type: what is sent passes one pipe, what is published another.</summary>
internal sealed class MessageIdentityObserver : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (HasIdentity<T>())
            specification.UseFilter(new MessageIdentityFilter<T>());
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (HasIdentity<T>())
            specification.UseFilter<PublishContext<T>>(new MessageIdentityFilter<T>());
    }

    // A stored message got its identity when it was captured; on its way out it is bytes.
    private static bool HasIdentity<T>() => typeof(T) != typeof(SerializedMessageBody);
}
