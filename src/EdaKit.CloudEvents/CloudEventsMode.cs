namespace EdaKit.CloudEvents;

/// <summary>How messages leave. Both modes of events are read, whatever is written.</summary>
public enum CloudEventsMode
{
    /// <summary>As MassTransit writes them, in its own envelope.</summary>
    None = 0,

    /// <summary>
    /// Structured mode: one JSON object with attributes and data, of content type <c>application/cloudevents+json</c>. It is whole on any broker and in any
    /// log.
    /// </summary>
    Structured = 1,

    /// <summary>
    /// Binary mode: the body is the message's bare JSON, of content type <c>application/json</c>, and each attribute is a transport header
    /// <c>cloudEvents:…</c>.
    /// </summary>
    Headers = 2,
}
