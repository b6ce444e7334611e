using System.Collections.Frozen;
using MassTransit;

namespace EdaKit.Flow.Undeclared;

/// <summary>A consumer or saga that has declared what it publishes, while it handles a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Allowed">What it declares.</param>
internal sealed record Speaker(string Name, FrozenSet<Type> Allowed)
{
    private static readonly AsyncLocal<Speech?> Running = new();

    /// <summary>Who speaks; null where nobody does who has declared anything.</summary>
    public static Speech? Current => Running.Value;

    /// <summary>Has it speak in all that is awaited from here, until the calling method returns.</summary>
    public void Speak(ConsumeContext message, Type messageType) => Running.Value = new(this, message.ReceiveContext, messageType);

    /// <summary>What it says because of one message.</summary>
    /// <param name="By">Who speaks.</param>
    /// <param name="Received">The message as it was received.</param>
    /// <param name="MessageType">As what it is consumed.</param>
    internal sealed record Speech(Speaker By, ReceiveContext Received, Type MessageType)
    {
        /// <summary>
        /// Whether a message that leaves is part of it. Where the transport is this process, a message that was published may be handled in the same asynchronous flow, and is then another matter.
        /// </summary>
        public bool Includes(SendContext sent) => !sent.TryGetPayload<ConsumeContext>(out var cause) || ReferenceEquals(cause.ReceiveContext, Received);
    }
}
