using EdaKit.Sagas.Steps;

namespace Orders.Ordering;

/// <summary>An order as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">How it stands: <c>Completed</c>, <c>Compensated</c>, <c>Parked</c>, or the step that it waits for.</param>
/// <param name="Status">What a customer may be told, such as <c>payment pending</c>.</param>
/// <param name="Reason">Why somebody refused, if anybody did.</param>
/// <param name="Steps">How far each step has come.</param>
internal sealed record OrderView(Guid Id, string State, string Status, string? Reason, IReadOnlyDictionary<string, StepOutcome> Steps)
{
    public static OrderView Of(OrderState state) =>
        new(state.CorrelationId, state.CurrentState, state.Status, state.Reason, state.Steps.ToDictionary(step => step.Step, step => step.Outcome));
}
