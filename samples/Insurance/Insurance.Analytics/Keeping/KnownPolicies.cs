using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>
/// The policies from which the next events go on. They are in memory and not in DuckDB, where a row for each policy would be written again with each of
/// its events; what is not in memory is read out of its events.
/// </summary>
internal sealed class KnownPolicies(EventFeed feed, int atMost)
{
    private readonly Dictionary<Guid, KnownPolicy> _policies = [];

    /// <summary>Gets the policies of events ready, as they were at a position before them.</summary>
    public async Task PrepareAsync(IReadOnlyList<FedEvent> news, long position, CancellationToken cancellationToken)
    {
        if (_policies.Count > atMost)
            _policies.Clear();

        var begun = news.Where(stored => stored.Version == 1).Select(stored => stored.PolicyId);
        var missing = news.Select(stored => stored.PolicyId).Except(begun).Where(id => !_policies.ContainsKey(id)).ToHashSet();
        if (missing.Count == 0)
            return;

        foreach (var policy in (await feed.OfAsync(missing, position, cancellationToken)).GroupBy(stored => stored.PolicyId))
            _policies[policy.Key] = KnownPolicy.Of(policy, policy.Max(stored => stored.Version));
    }

    /// <summary>A policy that was got ready, or kept.</summary>
    public KnownPolicy this[Guid id]
    {
        get => _policies.GetValueOrDefault(id, KnownPolicy.None);
        set => _policies[id] = value;
    }

    /// <summary>Lets all go: what they have become was not stored.</summary>
    public void Forget() => _policies.Clear();
}
