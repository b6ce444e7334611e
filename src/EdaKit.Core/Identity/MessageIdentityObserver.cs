using EdaKit.Configuration;
using MassTransit.Serialization;

namespace EdaKit.Identity;

/// <summary>Gives every message its identity.</summary>
internal sealed class MessageIdentityObserver : OutgoingObserver
{
    // A stored message got its identity when it was captured; on its way out it is bytes.
    protected override OutgoingFilter<T>? FilterFor<T>() => typeof(T) != typeof(SerializedMessageBody) ? new MessageIdentityFilter<T>() : null;
}
