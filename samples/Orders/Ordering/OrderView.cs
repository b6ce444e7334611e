using EdaKit.Sagas.Steps;

namespace Orders.Ordering;

/// <summary>An order as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">How it stands: <c>Requested</c>, <c>Completed</c>, <c>Compensated</c>, <c>Parked</c>, or the step that it waits for.</param>
/// <param name="Status">What a customer may be told, such as <c>payment pending</c>.</param>
/// <param name="Reason">Why somebody refused, if anybody did.</param>
/// <param name="Steps">How far each step has come; none where the order has not begun, or has ended long ago.</param>
internal sealed record OrderView(Guid Id, string State, string Status, string? Reason, IReadOnlyDictionary<string, StepOutcome> Steps)
{
    // Without a saga, the message that begins it is on its way, or it has ended so long ago that it is removed.
    public static OrderView Of(PlacedOrder order, OrderState? saga) => saga is null
        ? new(order.Id, order.EndedAs ?? "Requested", "", order.Reason, new Dictionary<string, StepOutcome>())
        : new(order.Id, saga.CurrentState, saga.Status, saga.Reason, saga.Steps.ToDictionary(step => step.Step, step => step.Outcome));
}
