using System.CommandLine;

namespace EdaKit.Cli.Sagas;

/// <summary>How long a list may become.</summary>
internal sealed class LimitOption : Option<int>
{
    private const int Most = 10_000;

    public LimitOption()
        : base("--limit")
    {
        HelpName = "N";
        Description = $"How many at most, 1 to {Most}.";
        DefaultValueFactory = _ => 100;
    }

    /// <exception cref="ToolException">It is out of range.</exception>
    public int Read(ParseResult parsed) => parsed.GetValue(this) is >= 1 and <= Most and var limit
        ? limit
        : throw ToolException.Usage($"'--limit {parsed.GetValue(this)}' is not 1 to {Most}.");
}
