using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>An underwriter declines a quoted risk.</summary>
public sealed record DeclineRisk(string Reason) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.Stage(policy, PolicyStage.Quoted, "Underwriting")
        ?? Refusal.Unless(!string.IsNullOrWhiteSpace(Reason), "no-reason", "Say why: the applicant may ask.")
        ?? Decision.Accept(new RiskDeclined(Reason));
}
