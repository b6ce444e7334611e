using System.Collections.Frozen;

namespace EdaKit.Flow.Undeclared;

/// <summary>A consumer or saga that has declared what it publishes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Allowed">What it declares.</param>
internal sealed record Speaker(string Name, FrozenSet<Type> Allowed)
{
    private static readonly AsyncLocal<Speech?> Running = new();

    /// <summary>Who speaks; null where nobody does who has declared anything.</summary>
    public static Speech? Current => Running.Value;

    /// <summary>
    /// Has it speak in all that is awaited from here, until the calling method returns. It follows asynchronous code, and not the context of the message: what is published through the bus itself
    /// carries none, and an outbox puts its own in its place.
    /// </summary>
    public void Speak(Type messageType) => Running.Value = new(this, messageType);

    /// <summary>What it says because of one message.</summary>
    /// <param name="By">Who speaks.</param>
    /// <param name="MessageType">As what the message is consumed.</param>
    internal sealed record Speech(Speaker By, Type MessageType);
}
