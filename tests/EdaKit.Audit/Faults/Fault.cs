namespace EdaKit.Audit.Faults;

/// <summary>One fault of a plan.</summary>
/// <param name="At">When, from the start of the run.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Worker">To which worker, where it happens to one.</param>
/// <param name="Size">How long it lasts, or by how much the clock is set.</param>
public sealed record Fault(TimeSpan At, FaultKind Kind, int Worker, TimeSpan Size)
{
    public override string ToString() => $"{At:hh\\:mm\\:ss} {Kind} worker {Worker} {Size:hh\\:mm\\:ss\\.f}";
}
