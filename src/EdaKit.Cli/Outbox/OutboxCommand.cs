using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox;

/// <summary>The commands for the people who look after an outbox.</summary>
internal sealed class OutboxCommand : Command
{
    public OutboxCommand(OutputOptions output)
        : base("outbox", "Look after the outbox of a database: messages that wait for the relay, and such as are parked because they could not be sent.")
    {
        var database = new DatabaseOptions();
        database.AddTo(this);

        Add(new CountCommand(database, output));
        Add(new ListCommand(database, output));
        Add(new ShowCommand(database, output));
        Add(new RetryCommand(database, output));
        Add(new DiscardCommand(database, output));
        Add(new PurgeCommand(database, output));
    }
}
