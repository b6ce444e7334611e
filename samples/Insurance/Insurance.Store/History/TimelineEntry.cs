namespace Insurance.Store.History;

/// <summary>An event, and all that is known of it.</summary>
/// <param name="Version">Its number within the policy.</param>
/// <param name="Position">Its position in the store.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Event">Its contract's last words, such as <c>cover-changed</c>.</param>
/// <param name="Data">What happened, as the newest version of its contract.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Why">For what reason.</param>
/// <param name="CommandId">On which command it happened.</param>
/// <param name="ConversationId">The flow to which it belongs, and with it the messages that told of it.</param>
/// <param name="Trace">W3C's <c>traceparent</c> of the request; null where it had none.</param>
public sealed record TimelineEntry(
    long Version, long Position, DateTimeOffset RecordedAt, string Event, object Data, string? By, string? Why, string? CommandId, string? ConversationId,
    string? Trace);
