namespace Retail.Before.Chain;

/// <summary>What came of a call to a service.</summary>
/// <param name="State">Whether it was done.</param>
/// <param name="Reason">Why it was not, for the customer and whoever looks into it later; empty when it was.</param>
internal sealed record StepAnswer(StepState State, string Reason)
{
    public static StepAnswer Done { get; } = new(StepState.Done, "");
}
