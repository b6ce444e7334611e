using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>Records as a table, one to a line.</summary>
internal static class RecordListing
{
    public static Listing<RecordSummary> Create(DateTimeOffset now) => new(
        new("ID", record => $"{record.Id}"),
        new("STATE", record => States.Text(record.State)),
        new("AGE", record => Durations.Text(now - record.CapturedAt)),
        new("ATTEMPTS", record => $"{record.Attempts}"),
        new("LANE", record => record.Lane ?? "", Wraps: true, IsRare: true),
        new("TYPE", record => MessageTypes.Short(record.MessageTypes), Wraps: true),
        new("DESTINATION", record => record.Destination, Wraps: true),
        new("LAST ERROR", record => Printable.FirstLine(record.LastError ?? ""), Wraps: true));
}
