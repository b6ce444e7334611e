using System.Text;

namespace EdaKit.Flow.Graphs;

/// <summary>Writes a drawing for Graphviz.</summary>
internal static class DotText
{
    public static string Of(FlowDrawing drawing)
    {
        var text = new StringBuilder("digraph flow {\n    rankdir=LR;\n    node [shape=box, fontname=\"sans-serif\"];\n");

        foreach (var (index, group) in drawing.Boxes.GroupBy(box => box.Group).Index())
        {
            if (group.Key.Length > 0)
                text.Append($"    subgraph cluster_{index} {{\n    label=\"{Escape(group.Key)}\"; fontname=\"sans-serif\";\n");

            foreach (var box in group)
                text.Append($"    {box.Id} [label=\"{Escape(box.Title)}\"{Style(box.Kind)}];\n");

            if (group.Key.Length > 0)
                text.Append("    }\n");
        }

        foreach (var message in drawing.Messages)
            text.Append($"    {message.Id} [label=\"{Escape(message.Name)}\", shape=oval];\n");

        foreach (var arrow in drawing.Arrows)
            text.Append($"    {arrow.From} -> {arrow.To}{(arrow.IsDashed ? " [style=dashed]" : "")};\n");

        return text.Append("}\n").ToString();
    }

    private static string Style(FlowDrawing.BoxKind kind) => kind switch
    {
        FlowDrawing.BoxKind.Outside => ", shape=parallelogram",
        FlowDrawing.BoxKind.Saga => ", peripheries=2",
        _ => "",
    };

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
