namespace EdaKit.CloudEvents.Attributes;

/// <summary>What attributes are called.</summary>
internal static class AttributeNames
{
    public const string Id = "id";
    public const string Source = "source";
    public const string SpecVersion = "specversion";
    public const string Type = "type";
    public const string Subject = "subject";
    public const string Time = "time";
    public const string DataContentType = "datacontenttype";
    public const string DataSchema = "dataschema";

    /// <summary>Members of the JSON format that are no attributes.</summary>
    public const string Data = "data";
    public const string DataBase64 = "data_base64";

    /// <summary>Extensions that the specification's authors document.</summary>
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    public const string ExpiryTime = "expirytime";
    public const string CorrelationId = "correlationid";
    public const string CausationId = "causationid";

    /// <summary>Extensions that MassTransit needs for its conversations.</summary>
    public const string ConversationId = "conversationid";
    public const string InitiatorId = "initiatorid";
    public const string RequestId = "requestid";
    public const string SourceAddress = "sourceaddress";
    public const string ResponseAddress = "responseaddress";
    public const string FaultAddress = "faultaddress";
    public const string MessageTypes = "messagetypes";
    public const string AcceptedTypes = "acceptedtypes";

    public static IReadOnlyList<string> Required { get; } = [Id, Source, SpecVersion, Type];

    public static bool IsOfTheCore(string name) => name is Id or Source or SpecVersion or Type or Subject or Time or DataContentType or DataSchema;

    public static bool IsWellFormed(string name) =>
        name.Length > 0 && name != Data && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));
}
