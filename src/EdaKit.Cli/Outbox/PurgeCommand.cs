using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox;

/// <summary>Gives up parked records that are old.</summary>
internal sealed class PurgeCommand : ChangeCommand
{
    private readonly FilterOptions _filter = new();

    private readonly Option<TimeSpan> _olderThan = new("--older-than")
    {
        HelpName = "AGE",
        Description = "For how long a record must have been parked, such as 30d, 12h, 90m or 0s.",
        Required = true,
        CustomParser = result =>
        {
            if (Durations.TryRead(result.Tokens[0].Value) is { } age)
                return age;

            result.AddError($"'--older-than {result.Tokens[0].Value}' is no age. Write a whole number and a unit: 30d, 12h, 90m or 45s.");
            return default;
        },
    };

    public PurgeCommand(DatabaseOptions database, OutputOptions output)
        : base("purge", "Give up the records that have been parked for long: they are deleted, and their consumers will never see these messages. Those that wait are left alone.",
            isLoss: true, database, output)
    {
        Add(_olderThan);
        _filter.AddTo(this);
    }

    protected override RecordChange Read(ParseResult parsed, ChangeOrder order)
    {
        var filter = _filter.Read(parsed, parkedFor: parsed.GetValue(_olderThan));

        return new(Name, ChangeWords.Discard,
            (operations, result, stop) => RecordLook.AtParkedAsync(operations, filter, result, stop),
            (operations, _, stop) => operations.PurgeAsync(filter, order.By, order.Reason!, stop));
    }
}
