using System.Data.Common;

namespace Retail.Host.Audit;

/// <summary>Waits until the services have done what the orders ask of them.</summary>
internal sealed class BooksWatch(ShopBooks books, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>How long nothing at all may happen before the wait is given up; longer than a broker or database is away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>
    /// True when none of the given orders is open any more; false when nothing has changed for <see cref="Patience"/>. There is no limit
    /// on the whole wait: as long as the books grow, somebody is working.
    /// </summary>
    public async Task<bool> UntilComplete(IReadOnlySet<string> numbers, Action<int> stillOpen, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll, clock);
        var lastChange = clock.GetTimestamp();
        var last = (Open: -1, Movements: -1, Documents: -1, Confirmations: -1, PointsEntries: -1);

        do
        {
            if (await TryRead(cancellationToken) is { } now)
            {
                var open = now.OpenNumbers.Count(numbers.Contains);
                stillOpen(open);
                if (open == 0)
                    return true;

                var current = (open, now.StockMovements, now.Documents, now.Confirmations, now.PointsEntries);
                if (current != last)
                    (last, lastChange) = (current, clock.GetTimestamp());
            }

            if (clock.GetElapsedTime(lastChange) > Patience)
                return false;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));

        return false;
    }

    /// <summary>Null while the database cannot be read: it may be restarting, and that counts as nothing happening.</summary>
    private async Task<BooksProgress?> TryRead(CancellationToken cancellationToken)
    {
        try
        {
            return await books.Progress(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException { InnerException: DbException })
        {
            return null;
        }
    }
}
