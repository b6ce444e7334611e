using Insurance.Policies.Values;

namespace Insurance.Policies;

/// <summary>What is insured from a day on, until the next period begins.</summary>
public sealed record RiskPeriod(DateOnly From, Risk Risk, Money AnnualPremium);
