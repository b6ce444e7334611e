using Insurance.Policies;
using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>A policy, as far as its events are in the figures.</summary>
/// <param name="Policy">What they have made of it; null before the first one, and where they cannot be read any more.</param>
/// <param name="Version">How many they are.</param>
internal sealed record KnownPolicy(Policy? Policy, long Version)
{
    public static readonly KnownPolicy None = new(null, 0);

    /// <summary>A policy whose first events are in the figures.</summary>
    /// <param name="events">These events, in their order.</param>
    /// <param name="version">How many they are.</param>
    public static KnownPolicy Of(IEnumerable<FedEvent> events, long version)
    {
        var known = None;
        try
        {
            foreach (var stored in events)
                known = known.After(stored);
        }
        catch (Exception)
        {
            // What was read once has been spoilt since, in any way. It is in the figures all the same, and the next event says that nothing goes on.
        }

        return known.Version == version ? known : new(null, version);
    }

    /// <summary>The policy after its next event.</summary>
    /// <exception cref="PolicyHistoryException">It is not its next one, makes no sense, or does not follow anything that can be read.</exception>
    public KnownPolicy After(FedEvent stored)
    {
        if (stored.Version != Version + 1)
            throw new PolicyHistoryException($"Event '{Version + 1}' is not in the store. Somebody has deleted it.");

        if (Policy is null && Version > 0)
            throw new PolicyHistoryException($"Of the events up to '{Version}', which were read before, one is missing or spoilt.");

        return stored.IsReadable
            ? new(PolicyHistory.After(Policy, stored.Event), stored.Version)
            : throw new PolicyHistoryException($"Event '{stored.Version}' cannot be read: {stored.Fault.InnerException?.Message ?? stored.Fault.Message}");
    }
}
