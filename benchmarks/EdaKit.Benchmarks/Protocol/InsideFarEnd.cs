namespace EdaKit.Benchmarks.Protocol;

/// <summary>The far end of a transport in memory, which nobody outside the process can watch.</summary>
internal sealed class InsideFarEnd(RunPlan plan)
{
    private Tally _warmUp = new(0, 0);

    /// <summary>The tally of the run under way.</summary>
    public Tally Run { get; private set; } = new(RunPlan.FirstMeasured, plan.Messages);

    /// <summary>Begins a round to get warm.</summary>
    /// <returns>Its tally.</returns>
    public Tally WarmUp(int first) => _warmUp = new(first, plan.WarmUp);

    /// <summary>Begins a run.</summary>
    public void Begin(int first) => Run = new(first, plan.Messages);

    public void Count(Guid orderId) => (Orders.NumberOf(orderId) < RunPlan.FirstMeasured ? _warmUp : Run).Count(orderId);
}
