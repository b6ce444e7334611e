using Insurance.Policies.Events;
using Insurance.Policies.Pricing;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>An underwriter accepts a quoted risk.</summary>
/// <param name="Loading">What is added to the premium, as a share from 0 to 1.</param>
/// <param name="Note">Why.</param>
public sealed record AcceptRisk(decimal Loading, string Note) : PolicyCommand
{
    private const decimal LeastForBeginners = 0.25m;
    private const int BeginnerUntil = 21;

    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.Stage(policy, PolicyStage.Quoted, "Underwriting")
        ?? Refusal.Unless(Loading is >= 0 and <= 1, "loading", $"A loading of {Loading:P0} is outside 0 % to 100 %.")
        ?? Refusal.Unless(!IsBeginnerOnAll(policy) || Loading >= LeastForBeginners, "loading-for-beginners",
            $"With a driver under {BeginnerUntil} and comprehensive cover the loading is {LeastForBeginners:P0} at least, and not {Loading:P0}.")
        ?? Decision.Accept(new RiskAccepted(Loading, Tariff.AnnualPremium(policy.LatestPeriod.Risk, policy.StartsOn, Loading), Note));

    private static bool IsBeginnerOnAll(Policy policy) => policy.LatestPeriod.Risk is var risk
        && risk.Cover.Kind == CoverKind.Comprehensive && risk.YoungestOn(policy.StartsOn) < BeginnerUntil;
}
