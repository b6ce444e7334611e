using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>Puts the policy in default: a premium is not paid, and the grace period is over.</summary>
public sealed record SuspendCover : PolicyCommand
{
    /// <summary>How long after the day on which an instalment is due there is still cover.</summary>
    public const int GraceDays = 14;

    public override Decision Decide(Policy policy, DateOnly today)
    {
        if ((Rules.Running(policy, today) ?? Rules.Stage(policy, PolicyStage.InForce, "Suspending")) is { } refusal)
            return refusal;
        if (policy.NextUnpaid is not { Instalment: var next } || next.DueOn > today)
            return new Refusal("nothing-owed", "Every instalment that is due is paid.");

        return Refusal.Unless(today > next.DueOn.AddDays(GraceDays), "grace",
            $"Instalment '{next.Number}' was due on {next.DueOn:O}, and may be paid until {next.DueOn.AddDays(GraceDays):O}.")
            ?? Decision.Accept(new CoverSuspended(next.Number, today));
    }
}
