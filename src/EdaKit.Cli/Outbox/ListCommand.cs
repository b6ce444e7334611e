using System.CommandLine;
using System.CommandLine.Parsing;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox;

/// <summary>Lists records.</summary>
internal sealed class ListCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly FilterOptions _filter = new();

    private readonly Option<bool> _waiting = new("--waiting")
    {
        Description = "Those that are not parked: due, delayed or leased.",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        HelpName = "N",
        Description = $"How many at most, 1 to {RecordPage.MaxSize}.",
        DefaultValueFactory = _ => 100,
        CustomParser = result => Limit(result, result.Tokens[0].Value),
    };

    private readonly Option<Guid?> _after = RecordIds.Option("--after", "Go on behind this record: what the end of the list before said.");

    public ListCommand(DatabaseOptions database, OutputOptions output)
        : base("list", "List the records that are parked, or those that wait, in about the order of their age.")
    {
        (_database, _output) = (database, output);
        Add(_waiting);
        _filter.AddTo(this);
        Add(_limit);
        Add(_after);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (isWaiting, limit) = (parsed.GetValue(_waiting), parsed.GetValue(_limit));

        var page = await OutboxSession.RunAsync(_database.Read(parsed), operations => isWaiting
            ? operations.ListWaitingAsync(_filter.Read(parsed), parsed.GetValue(_after), limit, cancellationToken)
            : operations.ListParkedAsync(_filter.Read(parsed), parsed.GetValue(_after), limit, cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new PageJson(page), cancellationToken);
        else
            Write(page, isWaiting);

        return (int)ExitCode.Done;
    }

    private static int Limit(ArgumentResult result, string text)
    {
        if (!int.TryParse(text, out var limit) || limit is < 1 or > RecordPage.MaxSize)
            result.AddError($"'--limit {text}' is not 1 to {RecordPage.MaxSize}. For more, go on with --after.");

        return limit;
    }

    private static void Write(RecordPage page, bool isWaiting)
    {
        if (page.Records.Count == 0)
            Console.Error.WriteLine(isWaiting ? "No record waits." : "No record is parked.");
        else
            RecordListing.Create(TimeProvider.System.GetUtcNow()).Write(page.Records);

        if (page.Next is { } next)
            Console.Error.WriteLine($"There are more: --after {next}");
    }
}
