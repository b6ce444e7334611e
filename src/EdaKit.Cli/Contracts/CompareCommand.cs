using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.Cli.Contracts;

/// <summary>Says of any two JSON Schemas whether one reads what the other writes, without an assembly and without records.</summary>
internal sealed class CompareCommand : Command
{
    private static readonly ComparisonOptions AsRegistries = new() { RefusesAsRegistriesDo = true };

    private readonly OutputOptions _output;

    private readonly Argument<string> _older = new("OLD") { Description = "The file with the schema of the older version." };

    private readonly Argument<string> _newer = new("NEW") { Description = "The file with the schema of the newer version." };

    private readonly Option<string> _mode = new("--mode")
    {
        HelpName = "BACKWARD|FORWARD|FULL",
        Description = "Who must read whom: the newer version the older one, the other way round, or both.",
        DefaultValueFactory = _ => "BACKWARD",
    };

    public CompareCommand(OutputOptions output)
        : base("compare", "Compare two JSON Schemas as they are, each both what is written and what is read. Ends with 1 where they are not compatible.")
    {
        _output = output;
        _mode.AcceptOnlyFromAmong("BACKWARD", "FORWARD", "FULL");
        Add(_older);
        Add(_newer);
        Add(_mode);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (older, newer) = (await ReadAsync(parsed.GetRequiredValue(_older), cancellationToken), await ReadAsync(parsed.GetRequiredValue(_newer), cancellationToken));
        var mode = parsed.GetValue(_mode);

        var findings = (mode == "FORWARD" ? [] : SchemaComparison.Compare(older, newer.WithDefaultsFilledIn(), AsRegistries))
            .Concat(mode == "BACKWARD" ? [] : SchemaComparison.Compare(newer, older.WithDefaultsFilledIn(), AsRegistries))
            .Select(finding => new DifferenceJson(GateRules.Of(finding.Kind), finding.Path, finding.Message))
            .ToList();

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { IsCompatible = findings.Count == 0, Findings = findings }, cancellationToken);
        else if (findings.Count == 0)
            Console.WriteLine("Compatible.");
        else
            Write(findings);

        return (int)(findings.Count == 0 ? ExitCode.Done : ExitCode.NotAll);
    }

    private static void Write(IReadOnlyList<DifferenceJson> findings)
    {
        foreach (var finding in findings)
            Console.WriteLine(string.Join(' ', Printable.Lines($"{finding.Rule}{(finding.Path.Length > 0 ? $" at {finding.Path}" : "")}: {finding.Message}")));

        Console.WriteLine($"Not compatible: {Count.Text(findings.Count, "difference")}.");
    }

    private static async Task<JsonSchema> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSchema.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"'{file}' cannot be read: {error.Message}", error);
        }
        catch (SchemaException error)
        {
            throw ToolException.Usage($"'{file}' is no schema that can be compared: {error.Message}", error);
        }
    }

    /// <summary>A difference as JSON. A released name keeps its meaning.</summary>
    private sealed record DifferenceJson(string Rule, string Path, string Message);
}
