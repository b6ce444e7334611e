using System.CommandLine;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>The options that say which records are meant.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string> _type = new("--type")
    {
        HelpName = "TYPE",
        Description = "Only messages of this type, such as shop.order-placed:v1.",
    };

    private readonly Option<string> _destination = new("--destination")
    {
        HelpName = "ADDRESS",
        Description = "Only messages that go there, such as ./billing.",
    };

    private readonly Option<string> _lane = new("--lane")
    {
        HelpName = "LANE",
        Description = "Only messages of this lane.",
    };

    private readonly Option<string> _error = new("--error")
    {
        HelpName = "TEXT",
        Description = "Only records whose last error has this text in it, in upper or lower case.",
    };

    private Option<string>[] All => [_type, _destination, _lane, _error];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
                    result.AddError($"{option.Name} is empty. Say which, or leave it out.");
            });
            command.Add(option);
        }
    }

    public RecordFilter Read(ParseResult parsed, RecordState? state = null, TimeSpan? parkedFor = null) => new()
    {
        MessageType = parsed.GetValue(_type),
        Destination = parsed.GetValue(_destination),
        Lane = parsed.GetValue(_lane),
        ErrorContains = parsed.GetValue(_error),
        State = state,
        ParkedFor = parkedFor,
    };

    public bool IsGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is not null);
}
