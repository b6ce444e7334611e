using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Sagas;

/// <summary>Lists instances.</summary>
internal sealed class ListCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly Option<bool> _parked = new("--parked") { Description = "Those that wait for a person." };
    private readonly Option<bool> _ended = new("--ended") { Description = "Those that have ended, as long as they are kept." };
    private readonly Option<string> _saga = new("--saga") { HelpName = "NAME", Description = "Those of one saga, such as travel.trip." };
    private readonly LimitOption _limit = new();

    public ListCommand(DatabaseOptions database, OutputOptions output)
        : base("list", "List the instances that have not ended, the youngest first.")
    {
        (_database, _output) = (database, output);
        Add(_parked);
        Add(_ended);
        Add(_saga);
        Add(_limit);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (isParked, isEnded, limit) = (parsed.GetValue(_parked), parsed.GetValue(_ended), _limit.Read(parsed));

        if (isParked && isEnded)
            throw ToolException.Usage("What is parked has not ended. Use one of --parked and --ended.");

        var filter = new SagaFilter(parsed.GetValue(_saga), null, isParked, isEnded);
        var found = await SagaSession.RunAsync(_database.Read(parsed), reader => reader.ListAsync(filter, limit, cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { instances = found }, cancellationToken);
        else if (found.Count == 0)
            await Console.Error.WriteLineAsync(isParked ? "No instance is parked." : isEnded ? "No ended instance is there." : "No instance runs.");
        else
            Listing().Write(found);

        return (int)ExitCode.Done;
    }

    private static Listing<SagaInstance> Listing()
    {
        var now = TimeProvider.System.GetUtcNow();

        return new(
            new("ID", instance => instance.Id.ToString()),
            new("SAGA", instance => $"{instance.Saga} v{instance.Version}"),
            new("STATE", instance => instance.State),
            new("AGE", instance => Durations.Text(now - instance.StartedAt)),
            new("STATUS", instance => instance.Status),
            new("STEP", instance => instance.ParkedStep ?? "", IsRare: true),
            new("REASON", instance => instance.ParkedReason ?? "", Wraps: true, IsRare: true));
    }
}
