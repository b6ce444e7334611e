using System.Text.RegularExpressions;

namespace EdaKit.House.Tests.Support;

/// <summary>What these tests read of a Markdown file: headings, links and fenced blocks.</summary>
internal sealed partial class Markdown
{
    private readonly List<(string Section, string Text)> _lines = [];

    public Markdown(string text)
    {
        var section = "";
        string? fence = null;
        var block = new List<string>();
        var language = "";

        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var mark = Fence().Match(line);

            if (fence is null && mark.Success)
            {
                fence = mark.Groups["mark"].Value;
                language = mark.Groups["language"].Value;
                block.Clear();
            }
            else if (fence is not null && mark.Success && line.Trim() == fence)
            {
                Blocks.Add(new(section, language, string.Join('\n', block) + "\n"));
                fence = null;
            }
            else if (fence is not null)
            {
                block.Add(line);
            }
            else
            {
                if (Heading().Match(line) is { Success: true } heading)
                {
                    section = heading.Groups["text"].Value;
                    Anchors.Add(AnchorOf(section));
                }

                _lines.Add((section, line));
            }
        }

        // An open fence hides everything after it from every check.
        if (fence is not null)
            throw new FormatException($"The fence '{fence}{language}' is never closed.");
    }

    public List<Block> Blocks { get; } = [];

    public List<string> Anchors { get; } = [];

    public IEnumerable<Link> Links => _lines.SelectMany(line => LinksOf(line.Text));

    /// <summary>The lines under a heading, up to the next one.</summary>
    public IEnumerable<string> LinesOf(string section) => _lines.Where(line => line.Section == section).Select(line => line.Text);

    public static IEnumerable<Link> LinksOf(string line) =>
        LinkPattern().Matches(CodeSpan().Replace(line, span => span.Value.Replace('[', '⟦').Replace(']', '⟧').Replace('(', '⦅').Replace(')', '⦆')))
            .Select(match => new Link(match.Groups["text"].Value.Trim('`'), match.Groups["target"].Value));

    /// <summary>The anchor that forges give a heading: lower case, punctuation dropped, spaces as hyphens.</summary>
    private string AnchorOf(string heading)
    {
        var plain = Dropped().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');
        var earlier = Anchors.Count(anchor => anchor == plain || (anchor.StartsWith(plain + "-", StringComparison.Ordinal) && int.TryParse(anchor[(plain.Length + 1)..], out _)));

        return earlier == 0 ? plain : $"{plain}-{earlier}";
    }

    internal sealed record Block(string Section, string Language, string Text);

    internal sealed record Link(string Text, string Target);

    [GeneratedRegex(@"^\s*(?<mark>`{3,}|~{3,})(?<language>[\w+-]*)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"`[^`]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\[(?<text>[^\[\]]+)\]\((?<target>[^()\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"[^\p{L}\p{N}_\- ]")]
    private static partial Regex Dropped();
}
