using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>Carries out a change as it was ordered: looks, asks, does it, and says what became of each record.</summary>
internal sealed class ChangeRun(Database database, RecordChange change, ChangeOrder order, IChangeReport report)
{
    /// <exception cref="ToolException">It cannot be carried out, or nobody is there to confirm it.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        if (order.NeedsConfirmation && !Confirmation.IsPossible)
            throw ToolException.Usage($"There is nobody at a terminal to confirm '{change.Name}'. Look with --dry-run, then add --yes. Nothing is changed.");

        var done = new ChangeResult(report.Changed);
        return await OutboxSession.RunAsync(database, operations => RunAsync(operations, done, cancellationToken), done.Add);
    }

    private async Task<ExitCode> RunAsync(IOutboxOperations<OutboxDb> operations, ChangeResult done, CancellationToken cancellationToken)
    {
        // 1. A dry run is a look, and the report of it.
        if (order.IsDryRun)
            return await FinishAsync(done, () => change.LookAsync(operations, done, cancellationToken), cancellationToken);

        // 2. Whoever is asked is told how many records it is about, and is not asked about none.
        if (order.NeedsConfirmation)
        {
            var meant = new ChangeResult(_ => { });
            await change.LookAsync(operations, meant, cancellationToken);

            if (meant.Changed.Count == 0)
                return await FinishAsync(meant, () => Task.CompletedTask, cancellationToken);

            if (!await Confirmation.AskAsync(Question(meant), cancellationToken))
                throw new ToolException(ExitCode.NotAll, "Nothing is changed.");
        }

        // 3. Do it.
        return await FinishAsync(done, () => change.DoAsync(operations, done, cancellationToken), cancellationToken);
    }

    /// <summary>Works, and reports what came of it. Also where the work breaks off in the middle: what was changed by then stays changed.</summary>
    private async Task<ExitCode> FinishAsync(ChangeResult result, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch when (!order.IsDryRun && result.Changed.Count > 0)
        {
            await report.FinishAsync(result, isComplete: false, CancellationToken.None);
            throw;
        }

        await report.FinishAsync(result, isComplete: true, cancellationToken);
        return result.IsAll ? ExitCode.Done : ExitCode.NotAll;
    }

    private string Question(ChangeResult meant) =>
        $"{change.Words.Verb} {Count.Text(meant.Changed.Count, "record")} in {database.Name}? {change.Words.Consequence}";
}
