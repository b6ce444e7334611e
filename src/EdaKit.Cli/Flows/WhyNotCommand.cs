using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Flows;

/// <summary>Says why something did not happen to a business object.</summary>
internal sealed class WhyNotCommand : Command
{
    private readonly FlowOptions _options = new();
    private readonly OutputOptions _output;
    private readonly Argument<string[]> _object = FlowArguments.Of("[KIND] KEY CONTRACT", "536365 InvoiceIssued, or order 536365 InvoiceIssued", 2);

    public WhyNotCommand(OutputOptions output)
        : base("why-not", "Say why a business object has no message of a contract, or why that had no effect: where it stopped, since when, and who must act.")
    {
        _output = output;
        Add(_object);
        _options.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (kind, words) = FlowArguments.Read(parsed.GetValue(_object)!, 2);
        using var broker = _options.OpenBroker(parsed);
        var answer = await FlowSession.RunAsync(_options.Read(parsed), _options.Parts(parsed), broker, explainer => explainer.WhyNotAsync(words[0], words[1], kind, cancellationToken), cancellationToken);

        return (int)await FlowReport.WriteAsync(answer, _output.IsJson(parsed), cancellationToken);
    }
}
