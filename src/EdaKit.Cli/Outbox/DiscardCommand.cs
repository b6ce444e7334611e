using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox;

/// <summary>Gives single records up, parked or waiting.</summary>
internal sealed class DiscardCommand : ChangeCommand
{
    private readonly Argument<Guid[]> _ids = RecordIds.Arguments(ArgumentArity.OneOrMore);

    public DiscardCommand(DatabaseOptions database, OutputOptions output)
        : base("discard", "Give records up, parked or waiting: they are deleted, and their consumers will never see these messages.", isLoss: true, database, output)
    {
        Add(_ids);
    }

    protected override RecordChange Read(ParseResult parsed, ChangeOrder order)
    {
        var ids = parsed.GetRequiredValue(_ids);

        return new(Name, ChangeWords.Discard,
            (operations, result, stop) => RecordLook.AtAsync(operations, ids, MayDiscard, result, stop),
            async (operations, result, stop) =>
            {
                foreach (var part in ids.Chunk(RecordResult.MostIds))
                    result.AddRest(await operations.DiscardAsync(part, order.By, order.Reason!, stop));
            });
    }

    /// <summary>The rule of <see cref="EdaKit.Outbox.IOutboxOperations{TDb}.DiscardAsync"/>: what is on its way, or may be, stays.</summary>
    private static bool MayDiscard(RecordSummary record) =>
        record.State is RecordState.Parked or RecordState.Held || (record.Lane is null && record.State != RecordState.Leased);
}
