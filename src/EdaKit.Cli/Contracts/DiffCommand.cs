using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate.Checks;

namespace EdaKit.Cli.Contracts;

/// <summary>Says what differs from what is recorded, and who would notice.</summary>
internal sealed class DiffCommand : Command
{
    private readonly ContractsOptions _contracts = new();
    private readonly OutputOptions _output;

    public DiffCommand(OutputOptions output)
        : base("diff", "Show what differs from what is recorded: versions that are new, and what has changed in others. A new version is compared with the one before it.")
    {
        _output = output;
        _contracts.AddTo(this, demands: false);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var differences = _contracts.Read(parsed).Diff();

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(differences.Select(difference => new DiffJson(difference)), cancellationToken);
        else if (differences.Count == 0)
            Console.WriteLine("Nothing differs from what is recorded.");
        else
            Write(differences);

        return (int)ExitCode.Done;
    }

    private static void Write(IReadOnlyList<VersionDiff> differences)
    {
        foreach (var difference in differences)
        {
            Console.WriteLine($"{difference.Contract} v{difference.Version}: {(difference.ComparedWith == difference.Version ? "changed" : "new")}"
                + (difference.ComparedWith is { } other && other != difference.Version ? $", compared with v{other}" : ""));

            foreach (var member in difference.Members)
                Console.WriteLine($"  {member}");
        }
    }
}

/// <summary>A version that differs as JSON. A released name keeps its meaning.</summary>
internal sealed class DiffJson(VersionDiff difference)
{
    public string Contract { get; } = difference.Contract;
    public int Version { get; } = difference.Version;
    public int? ComparedWith { get; } = difference.ComparedWith;
    public IReadOnlyList<string> Members { get; } = difference.Members;
}
