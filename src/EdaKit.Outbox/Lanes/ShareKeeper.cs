using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// Keeps this relay's shares of the lanes: renews them, takes free ones up to its fair part, and gives back what is more than that, once nothing
/// of it is on its way. So lanes move when a relay joins, stops or dies, and no two send one lane at a time.
/// </summary>
/// <remarks>
/// A relay that stood still beyond its lease may find that another one has gone on. What it then sends is a duplicate and never out of order:
/// whoever sends a record has seen the one before it confirmed. See decision 0009.
/// </remarks>
internal sealed class ShareKeeper(Guid relay, Type context, ILeaseKeeper leases, LaneOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>After how many leases the row of a relay that was not heard of is cleared away. Its lanes are others' after one.</summary>
    private const int LeasesUntilForgotten = 10;

    private const int ForgottenAtOnce = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<int> _owned = [];
    private readonly HashSet<int> _leaving = [];
    private long _renewedAt;
    private long? _forgotAt;

    /// <summary>How often <see cref="TickAsync"/> is to be called.</summary>
    public TimeSpan Interval => options.Lease / 3;

    /// <summary>Whether this relay may start to send a record of a lane.</summary>
    public bool MaySend(string lane) => Owns(LaneShares.Of(lane));

    /// <summary>Whether a share is this relay's, and not about to be given back.</summary>
    public bool Owns(int share)
    {
        lock (_lock)
            return IsFresh && _owned.Contains(share) && !_leaving.Contains(share);
    }

    /// <summary>Whether this relay has any share.</summary>
    public bool HasShares
    {
        get
        {
            lock (_lock)
                return IsFresh && _owned.Count > 0;
        }
    }

    /// <summary>Renews, takes and gives back.</summary>
    /// <param name="isBusy">Whether a record of a share is on its way.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether this relay's shares have changed.</returns>
    public async Task<bool> TickAsync(Func<int, bool> isBusy, CancellationToken cancellationToken)
    {
        // 1. Say that this relay is there, and keep what it has. The time counts from before the question: late is safe, early is not.
        var asked = time.GetTimestamp();
        var mine = Owned();
        var kept = await leases.TakeAsync(relay, [LaneShares.MemberLease(relay), .. mine.Select(LaneShares.ShareLease)], options.Lease, cancellationToken);
        var lost = mine.Where(share => !kept.Contains(LaneShares.ShareLease(share))).ToList();
        Change(() => _owned.ExceptWith(lost), asked);

        // 2. See who else is there, and what is free.
        var all = await leases.ListAsync(LaneShares.LeasePrefix, cancellationToken);
        var members = all.Where(lease => LaneShares.IsMember(lease.Key)).Select(lease => lease.Value).ToList();
        var fair = LaneShares.FairCount(relay, members);

        // 3. Give back what is too much, when nothing of it is on its way; until then nothing more of it is started.
        var surplus = Owned().OrderDescending().Take(Math.Max(0, Owned().Count - fair)).ToHashSet();
        Change(() =>
        {
            _leaving.Clear();
            _leaving.UnionWith(surplus);
        });
        var left = surplus.Where(share => !isBusy(share)).ToList();
        if (left.Count > 0)
        {
            await leases.GiveBackAsync(relay, [.. left.Select(LaneShares.ShareLease)], cancellationToken);
            Change(() =>
            {
                _owned.ExceptWith(left);
                _leaving.ExceptWith(left);
            });
        }

        // 4. Take what is free, up to the fair part.
        var taken = await TakeFreeAsync(all, fair, cancellationToken);

        // 5. Clear away what relays left that were killed: each had a name of its own, so that nobody takes its row over.
        await ForgetOthersAsync(cancellationToken);

        if (lost.Count > 0 || left.Count > 0 || taken > 0)
            OutboxLog.LanesMoved(logger, relay, context.Name, Owned().Count, LaneShares.Count, members.Count);

        return lost.Count > 0 || left.Count > 0 || taken > 0;
    }

    /// <summary>Gives everything back, so that the others need not wait for the leases to run out.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var mine = Owned();
        Change(_owned.Clear);
        await leases.GiveBackAsync(relay, [LaneShares.MemberLease(relay), .. mine.Select(LaneShares.ShareLease)], cancellationToken);
    }

    private bool IsFresh => _renewedAt != 0 && time.GetElapsedTime(_renewedAt) < options.Lease;

    private async Task<int> TakeFreeAsync(IReadOnlyDictionary<string, Guid> all, int fair, CancellationToken cancellationToken)
    {
        var free = Enumerable.Range(0, LaneShares.Count).Where(share => !all.ContainsKey(LaneShares.ShareLease(share))).Take(fair - Owned().Count).ToList();
        if (free.Count == 0)
            return 0;

        var got = await leases.TakeAsync(relay, [.. free.Select(LaneShares.ShareLease)], options.Lease, cancellationToken);
        var taken = free.Where(share => got.Contains(LaneShares.ShareLease(share))).ToList();
        Change(() => _owned.UnionWith(taken));
        return taken.Count;
    }

    /// <summary>One relay does it, now and then.</summary>
    private async Task ForgetOthersAsync(CancellationToken cancellationToken)
    {
        var over = options.Lease * LeasesUntilForgotten;

        if (!Owns(0) || (_forgotAt is { } last && time.GetElapsedTime(last) < over))
            return;

        _forgotAt = time.GetTimestamp();
        await leases.ForgetAsync(LaneShares.MemberPrefix, over, ForgottenAtOnce, cancellationToken);
    }

    private List<int> Owned()
    {
        lock (_lock)
            return [.. _owned];
    }

    private void Change(Action change, long? renewedAt = null)
    {
        lock (_lock)
        {
            change();
            _renewedAt = renewedAt ?? _renewedAt;
        }
    }
}
