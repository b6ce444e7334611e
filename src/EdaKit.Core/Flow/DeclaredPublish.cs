namespace EdaKit.Flow;

/// <summary>A message that somebody declares to publish. Immutable.</summary>
/// <param name="MessageType">The message.</param>
public sealed record DeclaredPublish(Type MessageType)
{
    /// <summary>Whether it is published only under a condition. Default: false.</summary>
    public bool Sometimes { get; init; }

    /// <summary>The message that it follows from; null, the default: any that the class consumes.</summary>
    public Type? On { get; init; }

    /// <summary>Whether it is meant that it leads back to what it follows from. Default: false.</summary>
    public bool MayLoop { get; init; }
}
