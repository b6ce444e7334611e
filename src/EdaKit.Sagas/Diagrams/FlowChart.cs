using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Diagrams;

/// <summary>What is drawn of a flow, whatever it is drawn with.</summary>
internal sealed class FlowChart
{
    private readonly List<ChartNode> _nodes = [];
    private readonly List<ChartEdge> _edges = [];

    private FlowChart(SagaFlow flow) => Flow = flow;

    public SagaFlow Flow { get; }

    public IReadOnlyList<ChartNode> Nodes => _nodes;

    public IReadOnlyList<ChartEdge> Edges => _edges;

    public static FlowChart Of(SagaFlow flow)
    {
        var chart = new FlowChart(flow);
        chart.Draw();
        return chart;
    }

    private void Draw()
    {
        var steps = Flow.Steps.ToList();
        var undone = steps.Where(step => step.Compensation is not null).Reverse().ToList();

        // 1. The way forward.
        Add("start", ChartShape.Start, Flow.Start);

        foreach (var group in Flow.Groups)
        {
            foreach (var step in group.Steps)
                Add(IdOf(step), ShapeOf(step), step.Name, step.Command, group.Steps.Count > 1 ? group.Name : null);
        }

        Add("completed", ChartShape.End, "completed");
        Chain([["start"], .. Flow.Groups.Select(group => group.Steps.Select(IdOf).ToList()), ["completed"]], "", ChartLine.Forward);

        // 2. The way back: the last step that can have had an effect is undone first.
        if (steps.Exists(step => step.Kind != StepKind.Retriable))
            Add("compensated", ChartShape.End, "compensated");

        foreach (var step in undone)
            Add(UndoOf(step), ChartShape.Undo, $"undo {step.Name}", step.Compensation!);

        Chain([.. undone.Select(step => new List<string> { UndoOf(step) }), ["compensated"]], "", ChartLine.Back);

        foreach (var step in steps.Where(step => step.Kind != StepKind.Retriable))
            _edges.Add(new(IdOf(step), FirstUndo(step, undone), step.Kind == StepKind.Pivot ? "refused" : "fails", ChartLine.Back));

        // 3. Where only a person goes on.
        var asked = steps.Where(step => step.Kind != StepKind.Compensatable).Select(IdOf).Concat(undone.Select(UndoOf)).ToList();

        if (asked.Count == 0)
            return;

        Add("parked", ChartShape.Person, "parked");
        foreach (var node in asked)
            _edges.Add(new(node, "parked", "", ChartLine.Park));
    }

    /// <summary>A step that is undone itself where its outcome is unknown leads to its own compensation; the others to the last one before them.</summary>
    private string FirstUndo(SagaStep step, List<SagaStep> undone)
    {
        if (step.Compensation is not null)
            return UndoOf(step);

        var order = Flow.Steps.ToList();
        return undone.Find(other => order.IndexOf(other) < order.IndexOf(step)) is { } before ? UndoOf(before) : "compensated";
    }

    private void Chain(IReadOnlyList<List<string>> places, string label, ChartLine line)
    {
        foreach (var (from, to) in places.Zip(places.Skip(1)))
            _edges.AddRange(from.SelectMany(_ => to, (source, target) => new ChartEdge(source, target, label, line)));
    }

    private void Add(string id, ChartShape shape, string title, string subtitle = "", string? group = null) => _nodes.Add(new(id, shape, title, subtitle, group));

    private static ChartShape ShapeOf(SagaStep step) => step.Kind switch
    {
        StepKind.Pivot => ChartShape.Pivot,
        StepKind.Retriable => ChartShape.Retriable,
        _ => ChartShape.Step,
    };

    private static string IdOf(SagaStep step) => $"step_{step.Name.Replace(' ', '_').Replace('-', '_')}";

    private static string UndoOf(SagaStep step) => $"undo_{step.Name.Replace(' ', '_').Replace('-', '_')}";
}
