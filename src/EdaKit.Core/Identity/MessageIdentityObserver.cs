using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;

namespace EdaKit.Identity;

/// <summary>Puts the identity filter on the send pipe and on the publish pipe of every message type: a publish passes only the latter.</summary>
internal sealed class MessageIdentityObserver : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver
{
    public void MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
        where T : class
    {
        // A stored message got its identity when it was captured; on its way out it is bytes.
        if (typeof(T) != typeof(SerializedMessageBody))
            specification.UseFilter(new MessageIdentityFilter<T>());
    }

    public void MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
        where T : class =>
        specification.UseFilter(new MessageIdentityFilter<T>());
}
