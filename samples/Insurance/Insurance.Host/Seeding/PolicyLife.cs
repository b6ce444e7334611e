using Insurance.Policies;
using Insurance.Policies.Commands;
using Insurance.Policies.Values;

namespace Insurance.Host.Seeding;

/// <summary>What might happen to a policy, by chance: the same chance gives the same life. What comes of it are commands, which may still be refused.</summary>
internal sealed class PolicyLife(Random random)
{
    private static readonly Peril[] Perils = [Peril.ThirdParty, Peril.Glass, Peril.Hail, Peril.Theft, Peril.Collision];

    /// <summary>The day on which something may happen next.</summary>
    public DateOnly NextDay(Policy? policy, DateOnly today) => policy?.Stage is PolicyStage.InForce or PolicyStage.Suspended or PolicyStage.Cancelled
        ? today.AddDays(random.Next(3, 13))
        : today.AddDays(1);

    /// <summary>Whether nothing will ever happen again.</summary>
    public static bool IsOver(Policy? policy, DateOnly today) => policy is not null
        && (policy.Stage == PolicyStage.Declined
            || ((policy.Stage == PolicyStage.Cancelled || policy.HasExpiredOn(today)) && !policy.Claims.Any(claim => claim.IsOpen)));

    /// <summary>What somebody asks for on a day; null where nobody wants anything.</summary>
    public PolicyCommand? Next(Policy? policy, DateOnly today) => policy?.Stage switch
    {
        null => Quote(today),
        PolicyStage.Quoted when Chance(0.04) => new DeclineRisk("two accidents in a year"),
        PolicyStage.Quoted => new AcceptRisk(policy.LatestPeriod.Risk.YoungestOn(policy.StartsOn) < 21 ? 0.25m : 0, "checked"),
        PolicyStage.Accepted => new IssuePolicy(Chance(0.4) ? PaymentPlan.Monthly : PaymentPlan.Annual),
        PolicyStage.InForce or PolicyStage.Suspended => Payment(policy, today) ?? Claim(policy, today) ?? Change(policy, today),
        _ => Claim(policy, today),
    };

    private QuotePolicy Quote(DateOnly today)
    {
        var risk = new Risk(Samples.Vehicle(random), Samples.Address(random), [Samples.Driver(random, today)], Samples.Cover(random));
        return new(Samples.Name(random), risk, today.AddDays(random.Next(5, 20)));
    }

    private PolicyCommand? Payment(Policy policy, DateOnly today)
    {
        if (policy.HasExpiredOn(today) || policy.NextUnpaid is not { Instalment: var next } || next.DueOn > today)
            return null;

        var late = today.DayNumber - next.DueOn.DayNumber;
        return policy.Stage == PolicyStage.Suspended
            ? Chance(0.3) ? new PayPremium(next.Number, next.Amount, today) : late > 60 ? new CancelPolicy(today, "premium not paid") : null
            : Chance(0.9) ? new PayPremium(next.Number, next.Amount, today) : late > SuspendCover.GraceDays ? new SuspendCover() : null;
    }

    private PolicyCommand? Claim(Policy policy, DateOnly today)
    {
        if (policy.Claims.FirstOrDefault(claim => claim.IsOpen) is { } open)
        {
            var left = open.Reserve - open.Paid;
            return random.Next(4) switch
            {
                0 => new ChangeReserve(open.Number, open.Paid + Money.Euros(random.Next(1, 40) * 50)),
                1 when left.Amount > 0 => new PayClaim(open.Number, left * 0.5m),
                2 => new SettleClaim(open.Number),
                _ => null,
            };
        }

        if (Chance(0.02) && policy.Claims is [.., var settled])
            return new ReopenClaim(settled.Number, "more damage was found", settled.Paid + Money.Euros(random.Next(1, 10) * 100));

        var loss = today.AddDays(-random.Next(0, 10));
        return Chance(0.05)
            ? new OpenClaim(loss, Samples.Of(random, Perils), "reported by phone", Money.Euros(random.Next(2, 60) * 100))
            : null;
    }

    private PolicyCommand? Change(Policy policy, DateOnly today)
    {
        if (policy.Terms is [.., var term] && term.Until.DayNumber - today.DayNumber is > 0 and <= 25 && Chance(0.7))
            return new RenewPolicy(policy.Plan);

        var on = today.AddDays(random.Next(0, 15));
        return random.Next(60) switch
        {
            0 => new ChangeCover(on, Samples.Cover(random)),
            1 => new ChangeAddress(on, Samples.Address(random)),
            2 => new AddDriver(on, Samples.Driver(random, today)),
            3 => new RemoveDriver(on, policy.LatestPeriod.Risk.Drivers[^1].Name),
            4 when Chance(0.25) => new CancelPolicy(on, "car sold"),
            _ => null,
        };
    }

    private bool Chance(double share) => random.NextDouble() < share;
}
