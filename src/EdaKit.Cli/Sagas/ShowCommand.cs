using System.CommandLine;
using System.Globalization;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Sagas;

/// <summary>Shows an instance with its timeline.</summary>
internal sealed class ShowCommand : Command
{
    private const int MostLocks = 1000;

    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly Argument<Guid> _id = new("ID") { Description = "The instance's id." };
    private readonly Option<string> _saga = new("--saga") { HelpName = "NAME", Description = "Of which saga, where several share the id." };

    public ShowCommand(DatabaseOptions database, OutputOptions output)
        : base("show", "Show an instance and all that it did.")
    {
        (_database, _output) = (database, output);
        Add(_id);
        Add(_saga);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (id, saga) = (parsed.GetValue(_id), parsed.GetValue(_saga));

        var database = _database.Read(parsed);

        var (instance, timeline) = await SagaSession.RunAsync(database, async reader =>
        {
            var found = await reader.FindAsync(id, saga, cancellationToken);
            return (found, await reader.TimelineAsync(found, cancellationToken));
        });

        var locks = await SagaSession.ReadLocksAsync(database, reader => reader.LocksAsync(instance.Saga, instance.Id, MostLocks, cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { instance, locks, timeline }, cancellationToken);
        else
            Write(instance, locks, timeline);

        return (int)ExitCode.Done;
    }

    private static void Write(SagaInstance instance, IReadOnlyList<LockLine> locks, IReadOnlyList<TimelineLine> timeline)
    {
        Sheet.Write(
        [
            ("id", instance.Id.ToString()),
            ("saga", $"{instance.Saga} v{instance.Version}"),
            ("state", instance.State),
            ("status", instance.Status),
            ("started", Text(instance.StartedAt)),
            ("ended", instance.EndedAt is { } ended ? Text(ended) : null),
            .. instance.ParkedStep is null ? [] : new (string, string?)[] { ("parked at", instance.ParkedStep), ("because", instance.ParkedReason) },
            .. locks.Select(line => ("has locked", (string?)$"{line.Resource}, for {Durations.Text(line.Age)}")),
        ]);

        Console.Out.WriteLine();

        if (timeline.Count == 0)
            Console.Error.WriteLine("No timeline is kept of it.");
        else
            new Listing<TimelineLine>(
                new("AT", line => Text(line.At)),
                new("WHAT", line => line.Kind),
                new("STEP", line => line.Step ?? "", IsRare: true),
                new("NAME", line => line.Name ?? ""),
                new("NOTE", line => line.Note ?? "", Wraps: true)).Write(timeline);
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
