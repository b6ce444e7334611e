using Retail.Host.Compare.Availability;
using Retail.Host.Compare.Latency;
using Retail.Host.Compare.Outage;

namespace Retail.Host.Compare;

/// <summary>All that was measured.</summary>
internal sealed record Comparison(
    CompareScale Scale,
    ResponseTimes ResponseTimes,
    CaptureCost Capture,
    AvailabilityResult Availability,
    OutageTally OutageBefore,
    OutageTally OutageAfter)
{
    /// <summary>
    /// Nothing was lost in the after, and the trials agree with the theory. Times decide nothing: they depend on the machine.
    /// </summary>
    public bool HoldsGood => OutageAfter.Lost == 0 && Availability.After.Lost == 0 && Availability.AgreesWithTheory;
}
