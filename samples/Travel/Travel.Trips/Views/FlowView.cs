using EdaKit.Sagas.Diagrams;
using EdaKit.Sagas.Steps;

namespace Travel.Trips.Views;

/// <summary>The steps of an orchestrated trip, to be drawn.</summary>
/// <param name="Groups">Those that run side by side, group by group, in the order in which they run.</param>
/// <param name="Mermaid">The same as a Mermaid flowchart, with the ways back.</param>
internal sealed record FlowView(IReadOnlyList<IReadOnlyList<FlowStepView>> Groups, string Mermaid)
{
    public static FlowView Of(SagaFlow flow) => new(
        [.. flow.Groups.Select(group => (IReadOnlyList<FlowStepView>)[.. group.Steps.Select(step => new FlowStepView(step.Name, step.Kind, step.Command, step.Compensation))])],
        flow.ToMermaid());
}
