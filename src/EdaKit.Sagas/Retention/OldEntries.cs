using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Retention;

/// <summary>Removes the timelines of plain state machines by their age alone: nothing in a stored instance says that it has ended.</summary>
/// <remarks>
/// It goes along the primary key, since entries come in the order of their time, or nearly so, and an index by time would cost every message: from the lowest id on,
/// until so many in a row are young that no old one is to be expected behind them.
/// </remarks>
internal static class OldEntries
{
    /// <summary>How many entries are read at once, and how many young ones in a row end the walk: more than processes whose clocks disagree store meanwhile.</summary>
    public const int Window = 5_000;

    /// <summary>Removes all old entries.</summary>
    public static async Task RemoveAsync(DbContext context, IReadOnlyCollection<string> sagas, TimeSpan retention, int atMost, CancellationToken cancellationToken)
    {
        if (sagas.Count == 0 || OldEntriesSql.For(context) is not { } sql)
            return;

        var after = long.MinValue;

        while (true)
        {
            // 1. Look, outside of any transaction: on SQLite nobody waits meanwhile.
            var old = await FindAsync(context, sql, after, sagas, retention, cancellationToken);
            if (old.Count == 0)
                return;

            // 2. Remove, a bounded number at a time.
            foreach (var batch in old.Where(entry => entry.IsOfThem).Select(entry => entry.Id).Chunk(atMost))
                await ForgetAsync(context, sql, batch, sagas, retention, cancellationToken);

            // 3. Go on behind the last old one, be it of another saga, which stays.
            after = old[^1].Id;
        }
    }

    private static async Task<List<(long Id, bool IsOfThem)>> FindAsync(DbContext context, OldEntriesSql sql, long after, IReadOnlyCollection<string> sagas, TimeSpan retention,
        CancellationToken cancellationToken)
    {
        await using var command = await StoreCommand.OpenAsync(context, sql.Find, cancellationToken);
        return await command.Add("after", after).Add("window", Window).Add("sagas", sql.Dialect.ListOf(sagas)).Add("retention", (long)retention.TotalMilliseconds)
            .AllAsync(row => (row.GetInt64(0), row.GetInt32(1) == 1), cancellationToken);
    }

    private static Task<int> ForgetAsync(DbContext context, OldEntriesSql sql, long[] ids, IReadOnlyCollection<string> sagas, TimeSpan retention,
        CancellationToken cancellationToken) => StoreCommand.WriteAsync(context, sql.Dialect, async () =>
    {
        await using var command = await StoreCommand.OpenAsync(context, sql.Forget, cancellationToken);
        return await command.Add("first", ids[0]).Add("last", ids[^1]).Add("sagas", sql.Dialect.ListOf(sagas)).Add("retention", (long)retention.TotalMilliseconds)
            .ExecuteAsync(cancellationToken);
    }, cancellationToken);
}
