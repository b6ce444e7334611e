using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Cli.Terminal;
using EdaKit.Sagas.Parking;

namespace EdaKit.Cli.Sagas;

/// <summary>Resumes a parked instance: what a person decided is published through the application's outbox.</summary>
internal sealed class ResumeCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly ChangeOptions _options = new(isLoss: true);
    private readonly Argument<Guid> _id = new("ID") { Description = "The instance's id." };
    private readonly Option<string> _saga = new("--saga") { HelpName = "NAME", Description = "Of which saga, where several share the id." };

    private readonly Option<string> _step = new("--step")
    {
        HelpName = "NAME",
        Description = "The step for which the instance is parked, as 'edakit saga list --parked' has it. Where it is parked for another one by then, nothing happens.",
        Required = true,
    };

    private readonly Option<string> _action = new("--action")
    {
        HelpName = "retry|skip",
        Description = "retry: send the step's message again, with all attempts. skip: go on without it; a command counts as done, a compensation as taken care of. Only skip asks.",
        Required = true,
    };

    public ResumeCommand(DatabaseOptions database, OutputOptions output)
        : base("resume", "Resume a parked instance: the outbox gets a message for it, which the application's relay publishes.")
    {
        (_database, _output) = (database, output);
        _action.AcceptOnlyFromAmong("retry", "skip");
        Add(_id);
        Add(_step);
        Add(_action);
        Add(_saga);
        _options.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // 1. All that can be known without the database.
        var order = _options.Read(parsed);
        var action = parsed.GetValue(_action) == "skip" ? ResumeAction.Skip : ResumeAction.Retry;
        var needsConfirmation = order.NeedsConfirmation && action == ResumeAction.Skip;

        if (needsConfirmation && !Confirmation.IsPossible)
            throw ToolException.Usage("There is nobody at a terminal to confirm 'skip'. Look with --dry-run, then add --yes. Nothing is changed.");

        var log = order.Log is null ? null : new LogFile(order.Log);
        log?.Check();

        // 2. The instance has to be as the person saw it.
        var database = _database.Read(parsed);
        var instance = await SagaSession.RunAsync(database, reader => reader.FindAsync(parsed.GetValue(_id), parsed.GetValue(_saga), cancellationToken));
        Check(instance, parsed.GetRequiredValue(_step));

        if (needsConfirmation && !await Confirmation.AskAsync(
            $"Skip '{Printable.Line(instance.ParkedStep!)}' of {Printable.Line(instance.Saga)} '{instance.Id}' in {database.Name}? It is not sent again, and counts as seen to.", cancellationToken))
            throw new ToolException(ExitCode.NotAll, "Nothing is changed.");

        // 3. Publish it, write it down, say it.
        var report = new ResumeReport(instance, action, order);

        if (!order.IsDryRun)
        {
            report.MessageId = await OutboxPublisher.PublishAsync(database,
                new ResumeSaga(instance.Id, instance.Saga, action, order.By, order.Reason!, instance.ParkedStep), cancellationToken);
            log?.Append(report.LogLine(database.Name));
        }

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(report.Json(), cancellationToken);
        else
            await report.WriteAsync();

        return (int)ExitCode.Done;
    }

    private static void Check(SagaInstance instance, string step)
    {
        if (instance.ParkedStep is null)
            throw new ToolException(ExitCode.NotAll, $"The instance '{instance.Id}' of '{instance.Saga}' is not parked: it is in the state '{instance.State}'. Nothing is changed. "
                + "'edakit saga list --parked' shows those that are.");

        if (instance.ParkedStep != step)
            throw new ToolException(ExitCode.NotAll, $"The instance '{instance.Id}' of '{instance.Saga}' is parked for the step '{instance.ParkedStep}', not for '{step}', "
                + $"because: {instance.ParkedReason}. Nothing is changed. If that is what you mean, give --step '{instance.ParkedStep}'.");
    }
}
