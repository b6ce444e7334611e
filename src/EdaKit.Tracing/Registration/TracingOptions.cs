namespace EdaKit.Tracing.Registration;

/// <summary>What tracing adds to a bus.</summary>
public sealed class TracingOptions
{
    /// <summary>
    /// Whether every log line that is written while a message is handled bears the message's ids, as a scope: <c>MessageId</c>, <c>ConversationId</c>,
    /// <c>CorrelationId</c> and <c>CausationId</c>. Default: true.
    /// </summary>
    public bool LogScopes { get; set; } = true;

    /// <summary>
    /// Whether a message that was sent with a delay, or scheduled, is handled in a trace of its own that is linked to the sender's, so that no trace lasts for days.
    /// False: it is handled in the sender's trace. What is redelivered stays in its trace in both cases. Default: true.
    /// </summary>
    public bool LinkDelayed { get; set; } = true;
}
