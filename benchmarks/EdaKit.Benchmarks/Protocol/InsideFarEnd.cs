namespace EdaKit.Benchmarks.Protocol;

/// <summary>The far end of a transport in memory, which nobody outside the process can watch.</summary>
internal sealed class InsideFarEnd(RunPlan plan)
{
    public Tally WarmUp { get; } = new(0, plan.WarmUp);

    public Tally Run { get; } = new(plan.WarmUp, plan.Messages);

    public void Count(Guid orderId) => (Orders.NumberOf(orderId) < plan.WarmUp ? WarmUp : Run).Count(orderId);
}
