namespace EdaKit.Outbox.Inbox;

/// <summary>
/// The name under which the inbox remembers a consumer or saga. Without it, the class's name without its namespace is used, so that a move
/// to another namespace or assembly opens no hole; give the old name here when the class itself is renamed.
/// </summary>
/// <param name="name">The name, unique among the consumers of one message on one endpoint.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumerNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
