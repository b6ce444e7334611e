using EdaKit.Sagas.Steps;

namespace Orders.Ordering;

/// <summary>What the coordinator knows of an order.</summary>
internal sealed class OrderState : StepSagaState
{
    public string Item { get; set; } = "";
    public int Quantity { get; set; }
    public decimal Amount { get; set; }
    public string Card { get; set; } = "";
    public string Member { get; set; } = "";

    /// <summary>Why somebody refused, if anybody did.</summary>
    public string? Reason { get; set; }
}
