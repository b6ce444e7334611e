namespace Insurance.Audit;

/// <summary>Whether a trail is what it was.</summary>
/// <param name="Entries">How many entries are in order, up to the first that is not.</param>
/// <param name="Seal">The seal of the last of them. Compare it with the one that you have noted: only so can it be seen that the end was cut off.</param>
/// <param name="Fault">What is wrong with the next one; null where nothing is.</param>
public sealed record AuditVerdict(long Entries, string Seal, string? Fault)
{
    public bool Holds => Fault is null;
}
