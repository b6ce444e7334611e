using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Flows;

/// <summary>Says why something did not happen to a business object.</summary>
internal sealed class WhyNotCommand : Command
{
    private readonly FlowOptions _options = new();
    private readonly OutputOptions _output;
    private readonly Argument<string> _key = new("KEY") { Description = "The business key, such as the number of an order." };
    private readonly Argument<string> _contract = new("CONTRACT") { Description = "The message that is missing: its contract's name, such as shop.invoice-issued, or the last part of it, such as InvoiceIssued." };

    public WhyNotCommand(OutputOptions output)
        : base("why-not", "Say why a business object has no message of a contract, or why that had no effect: where it stopped, since when, and who must act.")
    {
        _output = output;
        Add(_key);
        Add(_contract);
        _options.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (key, contract, keyName) = (parsed.GetValue(_key)!, parsed.GetValue(_contract)!, _options.KeyName(parsed));
        var answer = await FlowSession.RunAsync(_options.Read(parsed), explainer => explainer.WhyNotAsync(key, contract, keyName, cancellationToken), cancellationToken);

        return (int)await FlowReport.WriteAsync(answer, _output.IsJson(parsed), cancellationToken);
    }
}
