using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EdaKit.Sagas.Retention;

/// <summary>Finds and removes instances of step sagas that have ended, by the database's clock.</summary>
internal static class EndedInstances
{
    /// <summary>The entity types of step sagas in a context's model.</summary>
    public static IEnumerable<IEntityType> TablesOf(DbContext context) =>
        context.Model.GetEntityTypes().Where(entity => entity.BaseType is null && typeof(StepSagaState).IsAssignableFrom(entity.ClrType));

    /// <summary>Removes the oldest ended instances of one table, with their timelines, in one transaction.</summary>
    /// <returns>How many; fewer than a batch means that none is left.</returns>
    public static async Task<int> RemoveAsync(DbContext context, IEntityType states, TimeSpan retention, int atMost, CancellationToken cancellationToken)
    {
        var dialect = StoreDialect.Of(context)!;
        var instances = StoreTable.Of(context, states);
        string id = instances.Column(nameof(StepSagaState.CorrelationId)), saga = instances.Column(nameof(StepSagaState.Saga)), ended = instances.Column(nameof(StepSagaState.EndedAt));

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        List<(Guid Id, string Saga)> removed;

        // An instance that a late answer holds at this moment is left for the next round.
        var oldest = $"select {id} from {instances.Name} where {ended} < {dialect.UnixMillisecondsNow} - @retention order by {ended} limit @most{dialect.SkipLocked}";

        await using (var command = await StoreCommand.OpenAsync(context, $"delete from {instances.Name} where {dialect.IsOneFound(id, oldest)} returning {id}, {saga}", cancellationToken))
        {
            removed = await command.Add("retention", (long)retention.TotalMilliseconds).Add("most", atMost)
                .AllAsync(row => (row.GetGuid(0), row.GetString(1)), cancellationToken);
        }

        if (StoreTable.Of<TimelineEntry>(context) is { } timeline)
        {
            // Of each saga by its name: another one may share the id, and still need its timeline.
            foreach (var instancesOf in removed.GroupBy(instance => instance.Saga, instance => instance.Id))
                await ForgetAsync(context, timeline, instancesOf.Key, instancesOf, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return removed.Count;
    }

    private static async Task ForgetAsync(DbContext context, StoreTable timeline, string saga, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var dialect = StoreDialect.Of(context)!;
        var isOfThem = $"{timeline.Column(nameof(TimelineEntry.Saga))} = @saga and {dialect.IsOneOf(timeline.Column(nameof(TimelineEntry.SagaId)), "@ids")}";

        await using var command = await StoreCommand.OpenAsync(context, $"delete from {timeline.Name} where {isOfThem}", cancellationToken);
        await command.Add("saga", saga).Add("ids", dialect.ListOf(ids)).ExecuteAsync(cancellationToken);
    }
}
