namespace EdaKit.Outbox.Operations;

/// <summary>Which records an operation means. Conditions add up; an empty filter means all. Immutable.</summary>
public sealed class RecordFilter
{
    private const string UrnScheme = "urn:";
    private const string MessageUrn = "urn:message:";

    /// <summary>
    /// A type of the message: its URN as <see cref="RecordSummary.MessageTypes"/> has it, or the part behind <c>urn:message:</c>, such as
    /// <c>shop.order-placed:v1</c>. Compared as a whole, upper and lower case apart. Null: any.
    /// </summary>
    public string? MessageType { get; init; }

    /// <summary>
    /// Where the message goes, as <see cref="RecordSummary.Destination"/> has it, such as <c>./billing</c>. Compared as a whole, upper and
    /// lower case apart. Null: anywhere.
    /// </summary>
    public string? Destination { get; init; }

    /// <summary>The URN that <see cref="MessageType"/> means.</summary>
    internal string? MessageTypeUrn =>
        MessageType is null || MessageType.StartsWith(UrnScheme, StringComparison.Ordinal) ? MessageType : MessageUrn + MessageType;
}
