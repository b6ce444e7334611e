using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;

namespace EdaKit.Identity;

/// <summary>Puts the identity filter on the send pipe of every message type.</summary>
internal sealed class MessageIdentityObserver : ISendPipeSpecificationObserver
{
    public void MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
        where T : class
    {
        // A stored message got its identity when it was captured; on its way out it is bytes.
        if (typeof(T) != typeof(SerializedMessageBody))
            specification.UseFilter(new MessageIdentityFilter<T>());
    }
}
