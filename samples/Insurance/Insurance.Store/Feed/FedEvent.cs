using System.Diagnostics.CodeAnalysis;
using Insurance.Policies.Events;

namespace Insurance.Store.Feed;

/// <summary>A stored event as the newest version of its contract, or what is wrong with it.</summary>
/// <param name="Position">Its position in the store.</param>
/// <param name="Id">Its own id, which no other event has, in no other store either.</param>
/// <param name="PolicyId">The policy.</param>
/// <param name="Version">Its number within the policy.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Event">What happened; null where it cannot be read.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
public sealed record FedEvent(long Position, Guid Id, Guid PolicyId, long Version, DateTimeOffset RecordedAt, IPolicyEvent? Event, Exception? Fault)
{
    [MemberNotNullWhen(true, nameof(Event))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsReadable => Fault is null;
}
