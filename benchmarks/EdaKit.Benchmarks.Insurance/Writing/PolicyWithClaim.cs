using Insurance.Policies.Commands;
using Insurance.Policies.Values;
using static Insurance.Host.Seeding.Samples;

namespace EdaKit.Benchmarks.Insurance.Writing;

/// <summary>Commands of today, one after the other, of which each is accepted.</summary>
internal static class PolicyWithClaim
{
    private static readonly Peril[] Perils = [Peril.Hail, Peril.Glass, Peril.Theft, Peril.Collision];

    /// <summary>Until there is a claim.</summary>
    public static IReadOnlyList<PolicyCommand> Opening(Random random)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var risk = new Risk(Vehicle(random), Address(random), [Driver(random, today)], new(CoverKind.Comprehensive, Money.Euros(300)));

        return
        [
            new QuotePolicy(Name(random), risk, today),
            new AcceptRisk(0.25m, "checked"),
            new IssuePolicy(PaymentPlan.Monthly),
            new OpenClaim(today, Of(random, Perils), "reported by phone", Money.Euros(random.Next(10, 60) * 100)),
        ];
    }

    /// <summary>Until the claim is settled.</summary>
    public static IReadOnlyList<PolicyCommand> Whole(Random random)
    {
        var reserve = random.Next(10, 60) * 100;
        return
        [
            .. Opening(random),
            new PayClaim(1, Money.Euros(200)),
            new ChangeReserve(1, Money.Euros(reserve + 7)),
            new PayClaim(1, Money.Euros(300)),
            new ChangeAddress(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), Address(random) with { Street = "1 rue Neuve" }),
            new ChangeReserve(1, Money.Euros(reserve + 50)),
            new SettleClaim(1),
        ];
    }
}
