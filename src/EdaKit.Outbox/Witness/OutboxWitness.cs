using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Evidence;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Witness;

/// <summary>Says which messages wait in the outbox and why, and who has handled which by the inbox.</summary>
internal sealed class OutboxWitness<TDb>(IServiceScopeFactory scopes) : IFlowWitness<TDb>
    where TDb : DbContext
{
    public Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        return question.MessageIds.Count == 0
            ? Task.FromResult(FlowEvidence.Nothing)
            : StoreScope.RunAsync<TDb, FlowEvidence>(scopes, context => AskAsync(context, question.MessageIds, cancellationToken));
    }

    private static async Task<FlowEvidence> AskAsync(TDb context, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var sql = WitnessSql.For(context);
        List<StoredMessage> stored, blocking = [];

        await using (var command = await StoreCommand.OpenAsync(context, sql.Stored, cancellationToken))
            stored = await command.Add("messages", sql.Dialect.ListOf(ids)).AllAsync(WitnessRows.Stored, cancellationToken);

        if (stored.Where(message => message.State == StoredState.Held).Select(message => message.Lane!).Distinct().ToList() is { Count: > 0 } lanes)
        {
            await using var command = await StoreCommand.OpenAsync(context, sql.Blocking, cancellationToken);
            blocking = await command.Add("lanes", sql.Dialect.ListOf(lanes)).AllAsync(WitnessRows.Stored, cancellationToken);
        }

        await using var handled = await StoreCommand.OpenAsync(context, sql.Handled, cancellationToken);

        return new()
        {
            Stored = [.. stored.Select(message => message with { Behind = message.State == StoredState.Held ? blocking.FirstOrDefault(other => other.Lane == message.Lane) : null })],
            Handled = await handled.Add("messages", sql.Dialect.ListOf(ids)).AllAsync(WitnessRows.Handled, cancellationToken),
        };
    }
}
