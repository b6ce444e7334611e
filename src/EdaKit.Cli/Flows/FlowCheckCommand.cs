using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Flows;

/// <summary>Says what does not fit.</summary>
internal sealed class FlowCheckCommand : Command
{
    private readonly PartsArgument _parts = new();
    private readonly OutputOptions _output;

    public FlowCheckCommand(OutputOptions output)
        : base("check", "Find what nobody listens to, nobody publishes, a listener cannot read, or goes round in a circle. Ends with 1 where there is anything.")
    {
        _output = output;
        _parts.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var graph = await _parts.ReadAsync(parsed, cancellationToken);
        var (findings, undeclared) = (graph.Findings, graph.Undeclared.ToList());

        if (_output.IsJson(parsed))
        {
            await JsonOutput.WriteAsync(new { Services = graph.Parts.Select(part => part.Service), Undeclared = undeclared, Findings = findings }, cancellationToken);
        }
        else
        {
            foreach (var finding in findings)
                await Console.Out.WriteLineAsync(Printable.Line($"{finding}"));

            await Console.Out.WriteLineAsync(findings.Count == 0 ? $"{Count.Text(graph.Parts.Count, "part")}, and nothing that does not fit." : $"{Count.Text(findings.Count, "finding")}.");

            if (undeclared.Count > 0)
                await Console.Error.WriteLineAsync(Printable.Line($"'{string.Join("', '", undeclared)}' might publish anything, since nothing is declared there, so that nobody can say what nobody publishes. "
                    + "Put [Publishes<T>] on what publishes there, or [assembly: PublishesNothing]."));
        }

        return (int)(findings.Count > 0 ? ExitCode.NotAll : ExitCode.Done);
    }
}
