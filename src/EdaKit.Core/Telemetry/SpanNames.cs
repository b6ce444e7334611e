namespace EdaKit.Telemetry;

/// <summary>How spans are named. The names are part of the public contract and change only with a major version.</summary>
public static class SpanNames
{
    /// <summary>A message waits in the outbox, and is sent: from when it was captured, or due, until it is settled.</summary>
    public const string Relay = "outbox relay";

    /// <summary>A message is claimed, consumed and committed, or is a duplicate. A batch is one span.</summary>
    public const string Inbox = "inbox";

    /// <summary>A message that came is brought to a later version of its contract.</summary>
    public const string Upcast = "upcast";

    /// <summary>A message that leaves is brought to an earlier version of its contract.</summary>
    public const string Downcast = "downcast";

    /// <summary>A saga sends the command of a step.</summary>
    public const string SagaStep = "saga step";

    /// <summary>A saga sends the compensation of a step.</summary>
    public const string SagaCompensation = "saga compensation";
}
