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

    /// <summary>The lane, as <see cref="RecordSummary.Lane"/> has it. Compared as a whole, upper and lower case apart. Null: any, or none.</summary>
    public string? Lane { get; init; }

    /// <summary>
    /// A part of <see cref="RecordSummary.LastError"/>. Upper and lower case are one for the letters a to z. Null: any error, or none. An empty
    /// text matches nothing.
    /// </summary>
    public string? ErrorContains { get; init; }

    /// <summary>
    /// For how long the record has been parked at least, by the database's clock; a negative time counts as zero. Records that are not parked
    /// do not match. Null: any time, or not parked.
    /// </summary>
    public TimeSpan? ParkedFor { get; init; }

    /// <summary>Whose turn it is, by the database's clock at the moment of the look. Null: anybody's.</summary>
    public RecordState? State { get; init; }

    /// <summary>The URN that <see cref="MessageType"/> means.</summary>
    internal string? MessageTypeUrn =>
        MessageType is null || MessageType.StartsWith(UrnScheme, StringComparison.Ordinal) ? MessageType : MessageUrn + MessageType;
}
