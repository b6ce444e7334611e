using System.CommandLine;

namespace EdaKit.Cli.Terminal;

/// <summary>The options of every command that say how it answers.</summary>
internal sealed class OutputOptions
{
    private const string VerboseName = "--verbose";
    private const string Text = "text", Json = "json";

    private readonly Option<string> _output = new("--output", "-o")
    {
        HelpName = $"{Text}|{Json}",
        Description = "How to answer: for people, or as one JSON document on standard output.",
        DefaultValueFactory = _ => Text,
        Recursive = true,
    };

    private readonly Option<bool> _verbose = new(VerboseName)
    {
        Description = "Show where an error came from.",
        Recursive = true,
    };

    public OutputOptions() => _output.AcceptOnlyFromAmong(Text, Json);

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_verbose);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_output) == Json;

    public static bool IsVerbose(ParseResult parsed) => parsed.GetValue<bool>(VerboseName);
}
