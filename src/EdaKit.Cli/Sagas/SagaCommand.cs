using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Sagas;

/// <summary>The commands for the people who look after sagas.</summary>
internal sealed class SagaCommand : Command
{
    public SagaCommand(OutputOptions output)
        : base("saga", "Look after the step sagas of a database: what runs, what is parked and waits for a person, and what an instance did.")
    {
        var database = new DatabaseOptions();
        database.AddTo(this);

        Add(new ListCommand(database, output));
        Add(new ShowCommand(database, output));
        Add(new LocksCommand(database, output));
        Add(new ResumeCommand(database, output));
        Add(new CheckCommand(database, output));
    }
}
