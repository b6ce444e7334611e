using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.Flow.Graphs;

namespace EdaKit.Cli.Flows;

/// <summary>Draws the flow.</summary>
internal sealed class FlowDrawCommand : Command
{
    private readonly PartsArgument _parts = new();
    private readonly OutputOptions _output;
    private readonly Option<bool> _dot = new("--dot") { Description = "Draw for Graphviz. Default: for Mermaid." };
    private readonly Option<bool> _participants = new("--participants") { Description = "Show in each service its consumers, sagas and what else publishes. Default: services alone." };

    public FlowDrawCommand(OutputOptions output)
        : base("draw", "Draw who publishes what, and who listens to it. What is published only sometimes is dashed.")
    {
        _output = output;
        _parts.AddTo(this);
        Add(_dot);
        Add(_participants);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var graph = await _parts.ReadAsync(parsed, cancellationToken);
        var detail = parsed.GetValue(_participants) ? FlowDetail.Participants : FlowDetail.Services;
        var drawing = parsed.GetValue(_dot) ? graph.ToDot(detail) : graph.ToMermaid(detail);

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { Drawing = drawing }, cancellationToken);
        else
            await Console.Out.WriteAsync(string.Join('\n', Printable.Lines(drawing)));

        return (int)ExitCode.Done;
    }
}
