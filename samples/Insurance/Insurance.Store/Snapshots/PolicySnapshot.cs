using Insurance.Policies;
using JasperFx.Events;

namespace Insurance.Store.Snapshots;

/// <summary>
/// The state of a policy after one of its events, so that the events before need not be read again. It is worth what the events and the code are
/// worth: with other code, or beside another event than its own, it is passed over, and the events are replayed.
/// </summary>
public sealed record PolicySnapshot
{
    /// <summary>
    /// The code that knows how events make a policy. Every change of it is another one: so no snapshot survives a change of <see cref="PolicyHistory"/>,
    /// of the ways between stored versions or of what a policy is, and nobody has to think of it.
    /// </summary>
    internal static Guid CodeOfToday { get; } = typeof(PolicyHistory).Module.ModuleVersionId;

    /// <summary>The policy and the number of the event: one snapshot for each.</summary>
    public required string Id { get; init; }

    public required Guid PolicyId { get; init; }

    /// <summary>How many events are in it.</summary>
    public required long Version { get; init; }

    /// <summary>The id of the last of them, by which it is known again.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The position of that event.</summary>
    public required long Position { get; init; }

    /// <summary>The instant of that event.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The code that has made it.</summary>
    public required Guid Code { get; init; }

    /// <summary>The state.</summary>
    public required Policy Policy { get; init; }

    internal static PolicySnapshot Of(Policy policy, IEvent last) => new()
    {
        Id = $"{policy.Id:N}:{last.Version}",
        PolicyId = policy.Id,
        Version = last.Version,
        EventId = last.Id,
        Position = last.Sequence,
        RecordedAt = last.Timestamp,
        Code = CodeOfToday,
        Policy = policy,
    };
}
