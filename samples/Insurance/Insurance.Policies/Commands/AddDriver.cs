using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Lets somebody else drive too, from a day on.</summary>
public sealed record AddDriver(DateOnly EffectiveOn, Driver Driver) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        var drivers = policy.LatestPeriod.Risk.Drivers;
        var risk = policy.LatestPeriod.Risk with { Drivers = [.. drivers, Driver] };

        return Rules.Endorsable(policy, EffectiveOn, today)
            ?? Refusal.Unless(drivers.All(driver => driver.Name != Driver.Name), "driver-known", $"'{Driver.Name}' drives already.")
            ?? Rules.Insurable(risk, EffectiveOn)
            ?? Decision.Accept(new DriverAdded(EffectiveOn, Driver, Endorsement.PremiumOf(policy, risk, EffectiveOn)));
    }
}
