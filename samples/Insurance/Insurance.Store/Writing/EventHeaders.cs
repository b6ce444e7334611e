namespace Insurance.Store.Writing;

/// <summary>What stands beside an event besides its command, which is its causation id, and its flow, which is its correlation id.</summary>
internal static class EventHeaders
{
    public const string By = "by";
    public const string Why = "why";
}
