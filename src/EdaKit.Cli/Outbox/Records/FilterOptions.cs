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

    public void AddTo(Command command)
    {
        command.Add(_type);
        command.Add(_destination);
    }

    public RecordFilter Read(ParseResult parsed) => new() { MessageType = parsed.GetValue(_type), Destination = parsed.GetValue(_destination) };

    public bool IsGiven(ParseResult parsed) => parsed.GetResult(_type) is not null || parsed.GetResult(_destination) is not null;
}
