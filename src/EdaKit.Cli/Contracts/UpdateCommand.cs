using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate.Checks;

namespace EdaKit.Cli.Contracts;

/// <summary>Records the contracts as they are.</summary>
internal sealed class UpdateCommand : Command
{
    private readonly ContractsOptions _contracts = new();
    private readonly OutputOptions _output;

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Record it although it would break somebody, such as a version that was never deployed.",
    };

    public UpdateCommand(OutputOptions output)
        : base("update", "Record the contracts of an assembly as they are now, each new version with a sample. Commit the files. What would break somebody is "
            + "not recorded.")
    {
        _output = output;
        _contracts.AddTo(this, demands: true);
        Add(_force);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var check = _contracts.Read(parsed);
        var broken = parsed.GetValue(_force) ? [] : check.Broken();

        if (broken.Count > 0)
        {
            FindingsText.Write(broken);
            throw new ToolException(ExitCode.NotAll, "Nothing is recorded. Mend these first; --force records it all the same.");
        }

        var files = check.Record();

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { Recorded = files }, cancellationToken);
        else if (files.Count == 0)
            Console.WriteLine("All versions are recorded as they are.");
        else
            Console.WriteLine(string.Join('\n', files.Select(file => $"recorded {file}")));

        return (int)ExitCode.Done;
    }
}
