using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>
/// Says it to people: a line for each record, as it happens. Each stands alone, with who and why, so that the lines can be kept as a log.
/// </summary>
internal sealed class TextReport(RecordChange change, ChangeOrder order) : IChangeReport
{
    public void Changed(ChangedRecord record)
    {
        var subject = $"{record.Id} ({Printable.Line(MessageTypes.Short(record.MessageTypes))})";

        Console.Out.WriteLine(order.IsDryRun
            ? $"{subject} would be {change.Words.Past}"
            : $"{subject} is {change.Words.Past} by '{Printable.Line(order.By)}', {(order.Reason is null ? "no reason given" : $"reason: {Printable.Line(order.Reason)}")}");
    }

    public Task FinishAsync(ChangeResult result, bool isComplete, CancellationToken cancellationToken)
    {
        foreach (var id in result.Refused)
            Console.Error.WriteLine($"{id} is refused: {change.Words.Refusal}");

        foreach (var id in result.Missing)
            Console.Error.WriteLine($"{id} is not there: it was sent or discarded, or never was");

        var count = Count.Text(result.Changed.Count, "record");
        Console.Out.WriteLine(result.Changed.Count switch
        {
            _ when order.IsDryRun => $"{count} would be {change.Words.Past}. Nothing is changed.",
            _ when !isComplete => $"{count} {change.Words.Past} before it broke off. Of the next ones nobody knows: look before you repeat it.",
            0 => $"No record is {change.Words.Past}.",
            _ => $"{count} {change.Words.Past}. {change.Words.Consequence}",
        });

        return Task.CompletedTask;
    }
}
