namespace Insurance.Audit.Reading;

/// <summary>A page of entries.</summary>
/// <param name="Head">The last entry of the whole trail as it was at the moment that was asked for; null where there was none.</param>
/// <param name="Entries">The entries, the latest first.</param>
/// <param name="Next">What to give as <see cref="AuditQuery.Before"/> for the next page; null where this is the last one.</param>
public sealed record AuditPage(AuditHead? Head, IReadOnlyList<AuditEntry> Entries, long? Next);
