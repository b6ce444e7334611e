using Insurance.Policies.Events;
using JasperFx.Events;

namespace Insurance.Store.EventStore;

/// <summary>What is in Marten's envelopes.</summary>
internal static class StoredEventExtensions
{
    /// <summary>The events of policies, without their envelopes.</summary>
    public static IEnumerable<IPolicyEvent> Bare(this IEnumerable<IEvent> stored) => stored.Select(envelope => (IPolicyEvent)envelope.Data);
}
