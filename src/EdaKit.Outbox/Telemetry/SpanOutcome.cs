namespace EdaKit.Outbox.Telemetry;

/// <summary>How what a span of this package is about ended.</summary>
internal static class SpanOutcome
{
    /// <summary>The broker has the message, and it is out of the outbox.</summary>
    public const string Sent = "sent";

    /// <summary>The broker has it and no queue took it, which is no fault.</summary>
    public const string Unrouted = "unrouted";

    /// <summary>It comes free again, and no attempt is counted: the broker is away, or the relay stops.</summary>
    public const string Released = "released";

    /// <summary>The attempt failed, and another one follows.</summary>
    public const string Deferred = "deferred";

    /// <summary>It could not be sent, and goes to the diversion of its lane.</summary>
    public const string Diverted = "diverted";

    /// <summary>It is set aside for a person.</summary>
    public const string Parked = "parked";

    /// <summary>How sending ended could not be written down before the relay stopped.</summary>
    public const string Unsettled = "unsettled";

    /// <summary>The consumer's work is committed.</summary>
    public const string Consumed = "consumed";

    /// <summary>The message was handled before.</summary>
    public const string Duplicate = "duplicate";
}
