using EdaKit.Flow.Graphs;
using EdaKit.Flow.Parts;

namespace EdaKit.Testing.Flow;

/// <summary>Puts the parts of all services together, and says what is wrong with the flow. Call it in a test, where all parts are: of one repository, or of one folder to which all services record theirs.</summary>
/// <example><code>
/// FlowCheck.OfFolder("flow").Verify();
/// </code></example>
public sealed class FlowCheck
{
    private FlowCheck(FlowGraph graph) => Graph = graph;

    /// <summary>The graph, for drawings and for who wants to look at single findings.</summary>
    public FlowGraph Graph { get; }

    /// <summary>Prepares a check.</summary>
    /// <param name="parts">The parts of all services, and with <see cref="FlowPart.Outside"/> who is outside.</param>
    /// <returns>The check.</returns>
    public static FlowCheck Of(params IEnumerable<FlowPart> parts) => new(FlowGraph.Of(parts));

    /// <summary>The same with the parts that are recorded in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="others">Further parts, such as of those outside.</param>
    /// <returns>The check.</returns>
    /// <exception cref="FlowPartException">There is no such folder, it has no part, or a file there is none.</exception>
    public static FlowCheck OfFolder(string folder, params IEnumerable<FlowPart> others) => Of(FlowPart.Read(folder).Concat(others));

    /// <summary>Passes, or says why not.</summary>
    /// <exception cref="FlowCheckException">Something is wrong. All findings are in it.</exception>
    public void Verify()
    {
        if (Graph.Findings.Count > 0)
            throw new FlowCheckException(Graph.Findings);
    }
}
