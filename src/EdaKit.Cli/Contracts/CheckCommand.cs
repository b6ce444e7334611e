using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate;
using EdaKit.ContractGate.Checks;

namespace EdaKit.Cli.Contracts;

/// <summary>Says what would break.</summary>
internal sealed class CheckCommand : Command
{
    private readonly ContractsOptions _contracts = new();
    private readonly OutputOptions _output;

    private readonly Option<bool> _asCompiler = new("--msbuild")
    {
        Description = "Write each finding as a compiler does, so that builds and editors show it at its place.",
    };

    public CheckCommand(OutputOptions output)
        : base("check", "Compare the contracts of an assembly with what is recorded of them. Ends with 1 where something would break.")
    {
        _output = output;
        _contracts.AddTo(this, demands: true);
        Add(_asCompiler);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var asCompiler = parsed.GetValue(_asCompiler);
        IReadOnlyList<GateFinding> findings;

        try
        {
            findings = _contracts.Read(parsed).Run();
        }
        catch (ContractGateException error) when (asCompiler)
        {
            FindingsText.WriteAsCompiler(error);
            return (int)ExitCode.Usage;
        }

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(findings.Select(finding => new FindingJson(finding)), cancellationToken);
        else if (asCompiler)
            FindingsText.WriteAsCompiler(findings);
        else
            FindingsText.Write(findings);

        return (int)(findings.Any(finding => finding.IsError) ? ExitCode.NotAll : ExitCode.Done);
    }
}
