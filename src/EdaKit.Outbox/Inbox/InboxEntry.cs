namespace EdaKit.Outbox.Inbox;

/// <summary>
/// Proof that a consumer handled a message. It is part of the application's model so that migrations make its table; applications do not
/// read or write it through EF Core.
/// </summary>
public sealed class InboxEntry
{
    internal const int LongestConsumer = 500;

    /// <summary>The message's original id, which survives redelivery.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Who handled it: endpoint, consumer name and contract name, joined by <c>/</c>.</summary>
    public string Consumer { get; set; } = "";

    /// <summary>When it was handled, by the database's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long ConsumedAt { get; set; }
}
