namespace EdaKit.Identity;

/// <summary>The headers in which an HTTP request says to which flow it belongs.</summary>
public static class MessageFlowHeaders
{
    /// <summary>The whole flow.</summary>
    public const string ConversationId = "EdaKit-Conversation-Id";

    /// <summary>The business object that it is about.</summary>
    public const string CorrelationId = "EdaKit-Correlation-Id";

    /// <summary>The id of the message whose handling made the call: the same header as on messages.</summary>
    public const string CausationId = MessageIdentityHeaders.CausationId;
}
