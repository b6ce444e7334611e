using Insurance.Policies.Values;

namespace Insurance.Policies;

/// <summary>A loss that was reported.</summary>
/// <param name="Number">Counts within the policy, from 1.</param>
/// <param name="LossOn">The day on which it happened. What was insured on that day counts.</param>
/// <param name="ReportedOn">The day on which it was reported.</param>
/// <param name="Peril">What caused it.</param>
/// <param name="Description">What the holder says.</param>
/// <param name="Reserve">What it is thought to cost in all, what is paid included.</param>
/// <param name="Paid">What was paid.</param>
/// <param name="SettledOn">The day on which it was settled; null while it is open.</param>
public sealed record Claim(
    int Number, DateOnly LossOn, DateOnly ReportedOn, Peril Peril, string Description, Money Reserve, Money Paid, DateOnly? SettledOn)
{
    public bool IsOpen => SettledOn is null;
}
