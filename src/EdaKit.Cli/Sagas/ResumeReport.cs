using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Terminal;
using EdaKit.Sagas.Parking;

namespace EdaKit.Cli.Sagas;

/// <summary>Says what was decided for an instance. A released name of its JSON keeps its meaning.</summary>
internal sealed class ResumeReport(SagaInstance instance, ResumeAction action, ChangeOrder order)
{
    /// <summary>The message that resumes; null in a dry run.</summary>
    public Guid? MessageId { get; set; }

    private string Word => action == ResumeAction.Skip ? "skipped" : "tried again";

    public object Json() => new { Action = action, DryRun = order.IsDryRun, order.By, order.Reason, Step = instance.ParkedStep, MessageId, Instance = instance };

    public object LogLine(string database) => new
    {
        At = TimeProvider.System.GetUtcNow(), Database = database, Action = $"resume {(action == ResumeAction.Skip ? "skip" : "retry")}", instance.Id, instance.Saga,
        Step = instance.ParkedStep, MessageId, order.By, order.Reason,
    };

    public async Task WriteAsync()
    {
        var subject = $"{instance.Id} ({Printable.Line(instance.Saga)}): '{Printable.Line(instance.ParkedStep!)}'";

        if (order.IsDryRun)
        {
            await Console.Out.WriteLineAsync($"{subject} would be {Word}. It is parked because: {Printable.Line(instance.ParkedReason ?? "")}\nNothing is changed.");
            return;
        }

        await Console.Out.WriteLineAsync($"{subject} is to be {Word}, by '{Printable.Line(order.By)}', reason: {Printable.Line(order.Reason!)}");
        await Console.Out.WriteLineAsync($"Message '{MessageId}' is in the outbox, and the application's relay publishes it. 'edakit saga show {instance.Id}' shows what the saga made of it.");
    }
}
