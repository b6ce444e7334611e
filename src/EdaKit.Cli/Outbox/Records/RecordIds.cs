using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>Records' ids on a command line.</summary>
internal static class RecordIds
{
    private const string HelpName = "id";
    private const string Description = "A record's id, as 'edakit outbox list' shows it.";

    public static Argument<Guid> Argument() => new(HelpName) { Description = Description, CustomParser = result => One(result, result.Tokens[0].Value) };

    public static Argument<Guid[]> Arguments(ArgumentArity arity) => new(HelpName)
    {
        Description = Description,
        Arity = arity,
        CustomParser = result => [.. result.Tokens.Select(token => One(result, token.Value)).Distinct()],
    };

    public static Option<Guid?> Option(string name, string description) => new(name)
    {
        HelpName = HelpName.ToUpperInvariant(),
        Description = description,
        CustomParser = result => One(result, result.Tokens[0].Value),
    };

    private static Guid One(ArgumentResult result, string text)
    {
        if (!Guid.TryParse(text, out var id))
            result.AddError($"'{text}' is not a record's id. 'edakit outbox list' shows the ids.");

        return id;
    }
}
