using System.CommandLine;

namespace EdaKit.Cli.Terminal;

/// <summary>The options of every command that say how it answers.</summary>
internal sealed class OutputOptions
{
    private const string VerboseName = "--verbose";

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Answer with one JSON document on standard output.",
        Recursive = true,
    };

    private readonly Option<bool> _verbose = new(VerboseName)
    {
        Description = "Show where an error came from.",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_verbose);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public static bool IsVerbose(ParseResult parsed) => parsed.GetValue<bool>(VerboseName);
}
