using System.Text;

namespace EdaKit.Flow.Graphs;

/// <summary>Writes a drawing for Mermaid.</summary>
internal static class MermaidText
{
    public static string Of(FlowDrawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");

        foreach (var (index, group) in drawing.Boxes.GroupBy(box => box.Group).Index())
        {
            if (group.Key.Length > 0)
                text.Append($"    subgraph g{index}[\"{Escape(group.Key)}\"]\n");

            foreach (var box in group)
                text.Append($"    {(group.Key.Length > 0 ? "    " : "")}{box.Id}{Shape(box)}\n");

            if (group.Key.Length > 0)
                text.Append("    end\n");
        }

        foreach (var message in drawing.Messages)
            text.Append($"    {message.Id}([\"{Escape(message.Name)}\"])\n");

        foreach (var arrow in drawing.Arrows)
            text.Append($"    {arrow.From} {(arrow.IsDashed ? "-.->" : "-->")} {arrow.To}\n");

        return text.ToString();
    }

    private static string Shape(FlowDrawing.Box box) => box.Kind switch
    {
        FlowDrawing.BoxKind.Outside => $"[/\"{Escape(box.Title)}\"/]",
        FlowDrawing.BoxKind.Saga => $"[[\"{Escape(box.Title)}\"]]",
        _ => $"[\"{Escape(box.Title)}\"]",
    };

    private static string Escape(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
