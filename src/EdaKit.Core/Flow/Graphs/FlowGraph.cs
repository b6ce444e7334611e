using EdaKit.Flow.Parts;

namespace EdaKit.Flow.Graphs;

/// <summary>
/// The parts of all services put together: who publishes what, who listens to it, and what is wrong with that. Immutable and safe for use by many threads.
/// </summary>
/// <remarks>
/// What one service cannot know of the others is no finding: of fewer than two parts, those outside not counted, only circles are reported. That nobody publishes a contract is
/// reported once every service says what it publishes; until then <see cref="Undeclared"/> names those that do not. EdaKit's own messages are drawn nowhere and reported nowhere.
/// </remarks>
public sealed class FlowGraph
{
    private readonly Lazy<IReadOnlyList<FlowFinding>> _findings;

    private FlowGraph(IReadOnlyList<FlowPart> parts)
    {
        Parts = parts;
        _findings = new(() => new FlowRules(this).Find());
    }

    /// <summary>The parts, by service.</summary>
    public IReadOnlyList<FlowPart> Parts { get; }

    /// <summary>The services that declare nothing, and so might publish anything.</summary>
    public IEnumerable<string> Undeclared => Parts.Where(part => !part.IsDeclared).Select(part => part.Service).Distinct();

    /// <summary>What is wrong, by code and contract; empty where nothing is.</summary>
    public IReadOnlyList<FlowFinding> Findings => _findings.Value;

    /// <summary>Puts parts together.</summary>
    /// <param name="parts">The parts of services, and of those outside.</param>
    /// <returns>The graph.</returns>
    public static FlowGraph Of(params IEnumerable<FlowPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);

        return new([.. parts.OrderBy(part => part.Service, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The graph as a flowchart for Mermaid: services are boxes, contracts round. A dashed arrow is published only sometimes.
    /// </summary>
    /// <param name="detail">How much it shows.</param>
    /// <returns>The text, in lines, with a line end behind it.</returns>
    public string ToMermaid(FlowDetail detail = FlowDetail.Services) => MermaidText.Of(FlowDrawing.Of(this, detail));

    /// <summary>The same for Graphviz.</summary>
    /// <param name="detail">How much it shows.</param>
    /// <returns>The text, in lines, with a line end behind it.</returns>
    public string ToDot(FlowDetail detail = FlowDetail.Services) => DotText.Of(FlowDrawing.Of(this, detail));

    internal IEnumerable<Listener> Listeners => from who in Everybody
                                                from input in who.Participant.ListensTo
                                                where !IsOwn(input.Contract)
                                                select new Listener(who.Part, who.Participant, input);

    internal IEnumerable<Publisher> Publishers => from who in Everybody
                                                  from output in who.Participant.Publishes
                                                  where !IsOwn(output.Contract)
                                                  select new Publisher(who.Part, who.Participant, output);

    internal IEnumerable<(FlowPart Part, FlowParticipant Participant)> Everybody => Parts.SelectMany(part => part.Participants.Select(one => (part, one)));

    // Timers of sagas, and what people send to them.
    private static bool IsOwn(string contract) => contract.StartsWith("edakit.", StringComparison.Ordinal);

    /// <summary>Somebody who listens.</summary>
    internal sealed record Listener(FlowPart Part, FlowParticipant Participant, FlowInput Input)
    {
        public string Who => WhoIs(Part, Participant);
    }

    /// <summary>Somebody who publishes.</summary>
    internal sealed record Publisher(FlowPart Part, FlowParticipant Participant, FlowOutput Output)
    {
        public string Who => WhoIs(Part, Participant);
    }

    /// <summary>For people.</summary>
    internal static string WhoIs(FlowPart part, FlowParticipant participant) =>
        participant.Title == part.Service ? $"'{part.Service}'" : $"'{participant.Title}' of '{part.Service}'";
}
