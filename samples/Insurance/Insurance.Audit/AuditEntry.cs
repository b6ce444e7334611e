namespace Insurance.Audit;

/// <summary>A line of the trail: an event as it was stored, who wanted it, and the seal that ties it to the line before.</summary>
/// <param name="Number">Counts without a gap, from 1.</param>
/// <param name="Position">The event's position in the store.</param>
/// <param name="RecordedAt">When it was recorded, in UTC to the microsecond.</param>
/// <param name="PolicyId">The policy.</param>
/// <param name="Version">The event's number within the policy.</param>
/// <param name="Event">The contract and version under which it was stored, such as <c>insurance.stored.claim-opened:v3</c>.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Why">For what reason.</param>
/// <param name="CommandId">On which command.</param>
/// <param name="ConversationId">In which flow.</param>
/// <param name="Data">What happened: the JSON of the store, as it is there.</param>
/// <param name="Seal">What <see cref="AuditSeal"/> makes of all this and of the seal before.</param>
public sealed record AuditEntry(
    long Number, long Position, string RecordedAt, Guid PolicyId, long Version, string Event,
    string? By, string? Why, string? CommandId, string? ConversationId, string Data, string Seal);
