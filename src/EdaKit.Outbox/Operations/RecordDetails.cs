namespace EdaKit.Outbox.Operations;

/// <summary>A record with all that it carries. Immutable.</summary>
public sealed class RecordDetails
{
    /// <summary>What lists show of it.</summary>
    public required RecordSummary Summary { get; init; }

    /// <summary>The body's content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The body as it was serialized when the message was captured, and as it is sent.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The message's headers. Empty where it has none, and where <see cref="Properties"/> cannot be read, which may be why it is parked.
    /// </summary>
    public required IReadOnlyDictionary<string, object> Headers { get; init; }

    /// <summary>Ids, addresses, headers and transport properties, as the JSON that is stored.</summary>
    public required string Properties { get; init; }
}
