using EdaKit.Sagas.Diagrams;

// In the namespace of what it extends, so that it is found without a using.
namespace EdaKit.Sagas.Steps;

/// <summary>Draws flows.</summary>
public static class SagaDiagramExtensions
{
    /// <summary>
    /// Draws a flow as a Mermaid flowchart: the steps in their order, the compensations in theirs, and where a person is asked. Markdown viewers show it in
    /// a <c>mermaid</c> block.
    /// </summary>
    /// <param name="flow">The flow, out of <see cref="StepSaga{TState}.Flows"/>.</param>
    /// <returns>The text, the same in each process.</returns>
    public static string ToMermaid(this SagaFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);

        return MermaidText.Of(FlowChart.Of(flow));
    }

    /// <summary>Draws the same as a graph for Graphviz.</summary>
    /// <param name="flow">The flow, out of <see cref="StepSaga{TState}.Flows"/>.</param>
    /// <returns>The text, the same in each process.</returns>
    public static string ToDot(this SagaFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);

        return DotText.Of(FlowChart.Of(flow));
    }
}
