using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox;

/// <summary>Puts parked records back, so that relays send them.</summary>
internal sealed class RetryCommand : ChangeCommand
{
    private readonly FilterOptions _filter = new();
    private readonly Argument<Guid[]> _ids = RecordIds.Arguments(ArgumentArity.ZeroOrMore);
    private readonly Option<bool> _all = new("--all") { Description = "In place of ids: all that are parked and match." };

    public RetryCommand(DatabaseOptions database, OutputOptions output)
        : base("retry", "Put parked records back: they start afresh, with all their attempts. Mend the cause first.", isLoss: false, database, output)
    {
        Add(_ids);
        Add(_all);
        _filter.AddTo(this);
    }

    protected override RecordChange Read(ParseResult parsed, ChangeOrder order)
    {
        var (ids, isAll) = (parsed.GetValue(_ids) ?? [], parsed.GetValue(_all));

        if (isAll == ids.Length > 0)
            throw ToolException.Usage("Which records? Name their ids, or give --all, with filters such as --type for a part of them. One of the two.");

        if (!isAll && _filter.IsGiven(parsed))
            throw ToolException.Usage("--type, --destination, --lane and --error choose from all that are parked: they go with --all, not with ids.");

        return isAll ? RetryAll(_filter.Read(parsed), order) : Retry(ids, order);
    }

    private RecordChange Retry(Guid[] ids, ChangeOrder order) => new(Name, ChangeWords.Retry,
        (operations, result, stop) => RecordLook.AtAsync(operations, ids, record => record.State == RecordState.Parked, result, stop),
        async (operations, result, stop) =>
        {
            foreach (var part in ids.Chunk(RecordResult.MostIds))
                result.AddRest(await operations.RetryAsync(part, order.By, order.Reason, stop));
        });

    private RecordChange RetryAll(RecordFilter filter, ChangeOrder order) => new(Name, ChangeWords.Retry,
        (operations, result, stop) => RecordLook.AtParkedAsync(operations, filter, result, stop),
        (operations, _, stop) => operations.RetryAllAsync(filter, order.By, order.Reason, stop));
}
