using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox;

/// <summary>Gives up all parked records that match.</summary>
internal sealed class PurgeCommand : ChangeCommand
{
    private readonly FilterOptions _filter = new();

    public PurgeCommand(DatabaseOptions database, OutputOptions output)
        : base("purge", "Give up all parked records that match: they are deleted, and their consumers will never see these messages. Those that wait are left alone.",
            isLoss: true, database, output)
    {
        _filter.AddTo(this);
    }

    protected override RecordChange Read(ParseResult parsed, ChangeOrder order)
    {
        var filter = _filter.Read(parsed);

        return new(Name, ChangeWords.Discard,
            (operations, result, stop) => RecordLook.AtParkedAsync(operations, filter, result, stop),
            (operations, _, stop) => operations.PurgeAsync(filter, order.By, order.Reason!, stop));
    }
}
