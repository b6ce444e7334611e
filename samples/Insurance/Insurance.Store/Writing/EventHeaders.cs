namespace Insurance.Store.Writing;

/// <summary>What stands beside an event besides its command, which is its causation id, and its flow, which is its correlation id.</summary>
internal static class EventHeaders
{
    public const string By = "by";
    public const string Why = "why";

    /// <summary>W3C's <c>traceparent</c> of the request, where it has one: what a tracing tool knows it by.</summary>
    public const string Trace = "traceparent";
}
