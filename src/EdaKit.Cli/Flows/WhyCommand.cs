using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Flows;

/// <summary>Shows what became of a business object.</summary>
internal sealed class WhyCommand : Command
{
    private readonly FlowOptions _options = new();
    private readonly OutputOptions _output;
    private readonly Argument<string[]> _object = FlowArguments.Of("[KIND] KEY", "536365, or order 536365", 1);

    public WhyCommand(OutputOptions output)
        : base("why", "Show what happened to a business object, message by message, and whether anything is stuck. It reads the journals of services, and what their outboxes, inboxes and sagas hold.")
    {
        _output = output;
        Add(_object);
        _options.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (kind, words) = FlowArguments.Read(parsed.GetValue(_object)!, 1);
        using var broker = _options.OpenBroker(parsed);
        var answer = await FlowSession.RunAsync(_options.Read(parsed), _options.Parts(parsed), broker, explainer => explainer.WhyAsync(words[0], kind, cancellationToken), cancellationToken);

        return (int)await FlowReport.WriteAsync(answer, _output.IsJson(parsed), cancellationToken);
    }
}
