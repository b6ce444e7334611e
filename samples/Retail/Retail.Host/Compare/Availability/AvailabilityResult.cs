using Retail.Before;

namespace Retail.Host.Compare.Availability;

/// <summary>What the trials found, and what the theory says they should.</summary>
/// <param name="Trials">How many orders each shop was sent.</param>
/// <param name="FailureRate">The probability that a call fails.</param>
/// <param name="Before">What the chain made of them.</param>
/// <param name="After">What the event-driven shop made of them.</param>
internal sealed record AvailabilityResult(int Trials, double FailureRate, TrialTally Before, TrialTally After)
{
    /// <summary>How far chance may carry a result from the theory before something else is the matter.</summary>
    private const double Deviations = 3;

    /// <summary>The store and all the services must work at the same time.</summary>
    public double ExpectedBefore => Math.Pow(1 - FailureRate, 1 + ServiceNames.InOrder.Count);

    /// <summary>The store must work.</summary>
    public double ExpectedAfter => 1 - FailureRate;

    /// <summary>What the case counts: the services alone, without the API's own store.</summary>
    public double ServicesAlone => Math.Pow(1 - FailureRate, ServiceNames.InOrder.Count);

    public bool AgreesWithTheory => IsNear(Before.Availability, ExpectedBefore) && IsNear(After.Availability, ExpectedAfter);

    private bool IsNear(double found, double expected) =>
        Math.Abs(found - expected) <= Deviations * Math.Sqrt(expected * (1 - expected) / Trials);
}
