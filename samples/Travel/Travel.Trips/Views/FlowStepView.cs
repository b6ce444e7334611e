using EdaKit.Sagas.Steps;

namespace Travel.Trips.Views;

/// <summary>A step of the flow.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Kind">What may follow when it does not succeed.</param>
/// <param name="Command">What asks for it.</param>
/// <param name="Compensation">What undoes it, if anything.</param>
internal sealed record FlowStepView(string Step, StepKind Kind, string Command, string? Compensation);
