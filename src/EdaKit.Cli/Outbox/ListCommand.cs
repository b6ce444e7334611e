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

    private readonly Option<bool> _waiting = new("--waiting", "--pending")
    {
        Description = "Those that are not parked: due, delayed, leased or held.",
    };

    private readonly Option<bool> _held = new("--held")
    {
        Description = "Those that are set aside behind a parked one of their lane.",
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
        Add(_held);
        _filter.AddTo(this);
        Add(_limit);
        Add(_after);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (isWaiting, isHeld, limit) = (parsed.GetValue(_waiting), parsed.GetValue(_held), parsed.GetValue(_limit));

        if (isWaiting && isHeld)
            throw ToolException.Usage("--waiting lists held records too, and --held nothing else. Use one of the two.");

        var filter = _filter.Read(parsed, isHeld ? RecordState.Held : null);
        var page = await OutboxSession.RunAsync(_database.Read(parsed), operations => isWaiting || isHeld
            ? operations.ListWaitingAsync(filter, parsed.GetValue(_after), limit, cancellationToken)
            : operations.ListParkedAsync(filter, parsed.GetValue(_after), limit, cancellationToken));

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new PageJson(page), cancellationToken);
        else
            Write(page, isHeld ? "is held" : isWaiting ? "waits" : "is parked", _filter.IsGiven(parsed));

        return (int)ExitCode.Done;
    }

    private static int Limit(ArgumentResult result, string text)
    {
        if (!int.TryParse(text, out var limit) || limit is < 1 or > RecordPage.MaxSize)
            result.AddError($"'--limit {text}' is not 1 to {RecordPage.MaxSize}. For more, go on with --after.");

        return limit;
    }

    private static void Write(RecordPage page, string what, bool isFiltered)
    {
        if (page.Records.Count == 0)
            Console.Error.WriteLine(isFiltered ? $"No record {what} and matches." : $"No record {what}.");
        else
            RecordListing.Create(TimeProvider.System.GetUtcNow()).Write(page.Records);

        if (page.Next is { } next)
            Console.Error.WriteLine($"There are more: --after {next}");
    }
}
