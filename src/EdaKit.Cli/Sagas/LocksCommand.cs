using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Sagas;

/// <summary>Lists semantic locks.</summary>
internal sealed class LocksCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly Option<string> _saga = new("--saga") { HelpName = "NAME", Description = "Those of one saga, such as travel.trip, or of another owner of that name." };
    private readonly LimitOption _limit = new();

    public LocksCommand(DatabaseOptions database, OutputOptions output)
        : base("locks", "List what sagas and others have locked, with owner and age, the oldest first.")
    {
        (_database, _output) = (database, output);
        Add(_saga);
        Add(_limit);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (saga, limit) = (parsed.GetValue(_saga), _limit.Read(parsed));

        var locks = await SagaSession.ReadLocksAsync(_database.Read(parsed), reader => reader.LocksAsync(saga, null, limit, cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { locks }, cancellationToken);
        else if (locks.Count == 0)
            await Console.Error.WriteLineAsync("Nothing is locked.");
        else
            new Listing<LockLine>(
                new("RESOURCE", line => line.Resource),
                new("OWNER", line => line.Owner),
                new("ID", line => line.OwnerId.ToString()),
                new("AGE", line => Durations.Text(line.Age))).Write(locks);

        return (int)ExitCode.Done;
    }
}
