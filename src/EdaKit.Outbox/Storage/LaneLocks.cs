using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Storage;

/// <summary>The locks of lanes, kept until the context's transaction ends. Where one writes at a time anyway, that is lock enough.</summary>
internal static class LaneLocks
{
    public static async Task TakeAsync(DbContext context, LaneSql sql, IEnumerable<string> lanes, CancellationToken cancellationToken)
    {
        if (sql.Dialect.HasSingleWriter)
            return;

        await using var command = await StoreCommand.OpenAsync(context, sql.Lock, cancellationToken);
        await command.Add("locks", sql.LocksOf(lanes)).ExecuteAsync(cancellationToken);
    }
}
