using System.Text;

namespace EdaKit.Sagas.Diagrams;

/// <summary>Writes a chart for Mermaid.</summary>
internal static class MermaidText
{
    public static string Of(FlowChart chart)
    {
        var text = new StringBuilder();
        text.Append("---\n").Append($"title: {chart.Flow.Name} v{chart.Flow.Version}\n").Append("---\nflowchart TD\n");

        foreach (var group in chart.Nodes.GroupBy(node => node.Group))
        {
            if (group.Key is not null)
                text.Append($"    subgraph {group.First().Id}_group[\"{group.Key}, side by side\"]\n");

            foreach (var node in group)
                text.Append($"    {(group.Key is null ? "" : "    ")}{node.Id}{Shape(node)}{Class(node.Shape)}\n");

            if (group.Key is not null)
                text.Append("    end\n");
        }

        foreach (var edge in chart.Edges)
            text.Append($"    {edge.From} {Arrow(edge.Line)}{(edge.Label.Length == 0 ? "" : $"|{edge.Label}|")} {edge.To}\n");

        return text.Append(
            "    classDef pivot stroke-width:3px\n" +
            "    classDef undo stroke-dasharray:4\n" +
            "    classDef person fill:#fff3cd,stroke:#b58900,color:#222\n").ToString();
    }

    private static string Shape(ChartNode node)
    {
        var label = node.Subtitle.Length == 0 ? node.Title : $"{node.Title}<br/><small>{node.Subtitle}</small>";

        return node.Shape switch
        {
            ChartShape.Start or ChartShape.End => $"([\"{label}\"])",
            ChartShape.Pivot => $"{{{{\"{label}\"}}}}",
            ChartShape.Retriable => $"[[\"{label}\"]]",
            ChartShape.Person => $"[/\"{label}\"/]",
            _ => $"[\"{label}\"]",
        };
    }

    private static string Class(ChartShape shape) => shape switch
    {
        ChartShape.Pivot => ":::pivot",
        ChartShape.Undo => ":::undo",
        ChartShape.Person => ":::person",
        _ => "",
    };

    private static string Arrow(ChartLine line) => line switch
    {
        ChartLine.Forward => "-->",
        ChartLine.Back => "-.->",
        _ => "-..->",
    };
}
