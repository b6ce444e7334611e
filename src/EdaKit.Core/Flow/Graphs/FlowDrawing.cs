using EdaKit.Flow.Parts;

namespace EdaKit.Flow.Graphs;

/// <summary>What is drawn of a flow, whatever it is drawn with.</summary>
internal sealed class FlowDrawing
{
    private readonly List<Box> _boxes = [];
    private readonly List<Message> _messages = [];
    private readonly List<Arrow> _arrows = [];

    private FlowDrawing()
    {
    }

    /// <summary>Services, or what is in them.</summary>
    public IReadOnlyList<Box> Boxes => _boxes;

    /// <summary>The contracts.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    /// <summary>Who publishes a contract, and who listens to one.</summary>
    public IReadOnlyList<Arrow> Arrows => _arrows;

    public static FlowDrawing Of(FlowGraph graph, FlowDetail detail)
    {
        var drawing = new FlowDrawing();
        drawing.Draw(graph, detail);
        return drawing;
    }

    private void Draw(FlowGraph graph, FlowDetail detail)
    {
        var (publishers, listeners) = (graph.Publishers.ToList(), graph.Listeners.ToList());

        // 1. Boxes, in the order of services.
        foreach (var (part, participant) in graph.Everybody)
            BoxOf(part, participant, detail);

        // 2. Contracts, in the order in which they come from the boxes; what nobody publishes at the end.
        foreach (var contract in publishers.Select(one => one.Output.Contract).Concat(listeners.Where(one => !publishers.Exists(other => other.Output.IsHeardAs(one.Input))).Select(one => $"{one.Input}")).Distinct())
            _messages.Add(new($"c{_messages.Count}", contract));

        // 3. Arrows. What is published always is no less so because somebody else publishes it sometimes.
        foreach (var publisher in publishers.GroupBy(one => (Box: BoxOf(one.Part, one.Participant, detail), one.Output.Contract)))
            _arrows.Add(new(publisher.Key.Box.Id, IdOf(publisher.Key.Contract), publisher.All(one => one.Output.Sometimes)));

        foreach (var listener in listeners)
        {
            var contracts = publishers.Where(one => one.Output.IsHeardAs(listener.Input)).Select(one => one.Output.Contract).DefaultIfEmpty($"{listener.Input}").Distinct();
            var box = BoxOf(listener.Part, listener.Participant, detail);
            _arrows.AddRange(contracts.Select(contract => new Arrow(IdOf(contract), box.Id, IsDashed: false)).Where(arrow => !_arrows.Contains(arrow)));
        }
    }

    private string IdOf(string contract) => _messages.Find(message => message.Name == contract)!.Id;

    private Box BoxOf(FlowPart part, FlowParticipant participant, FlowDetail detail)
    {
        var (group, title) = detail == FlowDetail.Services || part.IsOutside ? ("", part.Service) : (part.Service, participant.Title);
        var kind = part.IsOutside ? BoxKind.Outside : detail == FlowDetail.Participants && participant.Kind == ParticipantKind.Saga ? BoxKind.Saga : BoxKind.Plain;

        if (_boxes.Find(box => box.Group == group && box.Title == title) is { } known)
            return known;

        var box = new Box($"b{_boxes.Count}", group, title, kind);
        _boxes.Add(box);
        return box;
    }

    /// <summary>A service, or somebody in it.</summary>
    internal sealed record Box(string Id, string Group, string Title, BoxKind Kind);

    /// <summary>What a box stands for.</summary>
    internal enum BoxKind
    {
        Plain,
        Saga,
        Outside,
    }

    /// <summary>A contract.</summary>
    internal sealed record Message(string Id, string Name);

    /// <summary>From a box to a contract, or from a contract to a box.</summary>
    internal sealed record Arrow(string From, string To, bool IsDashed);
}
