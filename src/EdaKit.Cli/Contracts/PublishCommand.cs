using System.CommandLine;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate.Choreography;
using EdaKit.ContractGate.Publication;
using EdaKit.ContractGate.Services;

namespace EdaKit.Cli.Contracts;

/// <summary>Writes what others need to know of the contracts.</summary>
internal sealed class PublishCommand : Command
{
    private readonly ContractsOptions _contracts = new();
    private readonly OutputOptions _output;

    private readonly Option<string> _folder = new("--to")
    {
        HelpName = "FOLDER",
        Description = "Where the documents go.",
        DefaultValueFactory = _ => "published",
    };

    private readonly Option<string[]> _services = new("--service", "-s")
    {
        HelpName = "FILE",
        Description = "An assembly that sends or receives the contracts, for the catalogue; as often as there are services.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _version = new("--document-version")
    {
        HelpName = "TEXT",
        Description = "The version that the AsyncAPI document bears.",
        DefaultValueFactory = _ => "1.0.0",
    };

    public PublishCommand(OutputOptions output)
        : base("publish", "Write an AsyncAPI 3 document, JSON Schemas and a catalogue in Markdown of what is recorded.")
    {
        _output = output;
        _contracts.AddTo(this, demands: false);
        Add(_folder);
        Add(_services);
        Add(_version);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalogue = _contracts.ReadCatalogue(parsed, [.. parsed.GetRequiredValue(_services).Select(ServiceScan.Of)]);
        var files = Publisher.Write(catalogue, parsed.GetRequiredValue(_folder), parsed.GetRequiredValue(_version));

        var findings = new ChoreographyRules(catalogue).Check();

        if (_output.IsJson(parsed))
        {
            await JsonOutput.WriteAsync(new { Published = files, Findings = findings.Select(finding => new FindingJson(finding)) }, cancellationToken);
        }
        else
        {
            Console.WriteLine(string.Join('\n', files.Select(file => $"wrote {file}")));
            FindingsText.WriteEach(findings);
        }

        return (int)ExitCode.Done;
    }
}
