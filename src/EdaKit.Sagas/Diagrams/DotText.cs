using System.Text;

namespace EdaKit.Sagas.Diagrams;

/// <summary>Writes a chart for Graphviz.</summary>
internal static class DotText
{
    public static string Of(FlowChart chart)
    {
        var text = new StringBuilder();
        text.Append($"digraph \"{chart.Flow.Name} v{chart.Flow.Version}\" {{\n    node [shape=box, fontname=\"sans-serif\"];\n    edge [fontname=\"sans-serif\", fontsize=10];\n");

        foreach (var group in chart.Nodes.GroupBy(node => node.Group))
        {
            if (group.Key is not null)
                text.Append($"    subgraph cluster_{group.First().Id} {{\n    label=\"{group.Key}, side by side\";\n");

            foreach (var node in group)
                text.Append($"    {node.Id} [label=\"{node.Title}{(node.Subtitle.Length == 0 ? "" : $"\\n{node.Subtitle}")}\"{Style(node.Shape)}];\n");

            if (group.Key is not null)
                text.Append("    }\n");
        }

        foreach (var edge in chart.Edges)
            text.Append($"    {edge.From} -> {edge.To} [{(edge.Label.Length == 0 ? "" : $"label=\"{edge.Label}\", ")}style={Style(edge.Line)}];\n");

        return text.Append("}\n").ToString();
    }

    private static string Style(ChartShape shape) => shape switch
    {
        ChartShape.Start or ChartShape.End => ", shape=oval",
        ChartShape.Pivot => ", shape=hexagon, penwidth=2",
        ChartShape.Retriable => ", shape=box, peripheries=2",
        ChartShape.Undo => ", style=dashed",
        ChartShape.Person => ", shape=parallelogram, style=filled, fillcolor=\"#fff3cd\"",
        _ => "",
    };

    private static string Style(ChartLine line) => line switch
    {
        ChartLine.Forward => "solid",
        ChartLine.Back => "dashed",
        _ => "dotted",
    };
}
