using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Retention;

/// <summary>Removes the timelines of plain state machines by their age alone: nothing in a stored instance says that it has ended.</summary>
internal static class OldEntries
{
    /// <summary>Removes the oldest entries.</summary>
    /// <returns>How many; fewer than a batch means that none is left.</returns>
    public static async Task<int> RemoveAsync(DbContext context, IReadOnlyCollection<string> sagas, TimeSpan retention, int atMost, CancellationToken cancellationToken)
    {
        if (sagas.Count == 0 || StoreTable.Of<TimelineEntry>(context) is not { } timeline)
            return 0;

        var dialect = StoreDialect.Of(context)!;
        var id = timeline.Column(nameof(TimelineEntry.Id));

        // By id, since the oldest come first there, and no index has to be kept for it.
        var old = $"select {id} from {timeline.Name} where {timeline.Column(nameof(TimelineEntry.At))} < {dialect.UnixMillisecondsNow} - @retention "
            + $"and {timeline.Column(nameof(TimelineEntry.Saga))} in ({dialect.IdsOf("@sagas")}) order by {id} limit @most";

        return await StoreCommand.WriteAsync(context, dialect, async () =>
        {
            await using var command = await StoreCommand.OpenAsync(context, $"delete from {timeline.Name} where {dialect.IsOneFound(id, old)}", cancellationToken);
            return await command.Add("retention", (long)retention.TotalMilliseconds).Add("sagas", dialect.ListOf(sagas)).Add("most", atMost)
                .ExecuteAsync(cancellationToken);
        }, cancellationToken);
    }
}
