using Insurance.Policies.Events;

namespace Insurance.Tests.Support;

/// <summary>An event as the tests know it, who were there when it happened.</summary>
/// <param name="Position">Its position, asked of the table itself.</param>
/// <param name="RecordedAt">The clock's instant.</param>
/// <param name="Event">The object that was decided, and never stored.</param>
public sealed record LoggedEvent(long Position, DateTimeOffset RecordedAt, IPolicyEvent Event);
