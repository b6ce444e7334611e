using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>Somebody no longer drives, from a day on.</summary>
public sealed record RemoveDriver(DateOnly EffectiveOn, string Name) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        var drivers = policy.LatestPeriod.Risk.Drivers;
        var risk = policy.LatestPeriod.Risk with { Drivers = [.. drivers.Where(driver => driver.Name != Name)] };

        return Rules.Endorsable(policy, EffectiveOn, today)
            ?? Refusal.Unless(risk.Drivers.Count < drivers.Count, "driver-unknown", $"'{Name}' does not drive the vehicle.")
            ?? Rules.Insurable(risk, EffectiveOn)
            ?? Decision.Accept(new DriverRemoved(EffectiveOn, Name, Endorsement.PremiumOf(policy, risk, EffectiveOn)));
    }
}
