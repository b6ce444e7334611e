using Insurance.Policies;

namespace Insurance.Agents.Cards;

/// <summary>
/// What agents look at: a policy as a document, with what they search for. It is made of the events alone, and can be thrown away and made again.
/// Another store, such as MongoDB, would keep the same document.
/// </summary>
public sealed record PolicyCard
{
    /// <summary>The policy's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>How many of the policy's events are in it. A newer one is never overwritten by an older one.</summary>
    public required long Events { get; init; }

    /// <summary>The position of the last of them.</summary>
    public required long Position { get; init; }

    /// <summary>The instant at which that was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// Whether the policy was issued. That its term may be over, or the day may have come for which it was cancelled, depends on the day on which somebody
    /// asks: <see cref="Until"/> says it.
    /// </summary>
    public required bool IsActive { get; init; }

    /// <summary>The first day after its last term, or the one for which it was cancelled; null before it is issued.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>What can be searched for, in lower case.</summary>
    public required string SearchText { get; init; }

    /// <summary>All that is known, from which the next event goes on.</summary>
    public required Policy Policy { get; init; }

    public static PolicyCard Of(Policy policy, long events, long position, DateTimeOffset recordedAt)
    {
        var risk = policy.LatestPeriod.Risk;

        return new()
        {
            Id = policy.Id,
            Events = events,
            Position = position,
            RecordedAt = recordedAt,
            IsActive = policy.Stage is PolicyStage.InForce or PolicyStage.Suspended or PolicyStage.Cancelled,
            Until = policy.EndsOn ?? (policy.Terms is [.., var term] ? term.Until : null),
            SearchText = string.Join(' ', policy.Number, policy.Holder, risk.Vehicle.Registration, risk.Vehicle.Model, risk.Address.Town, risk.Address.Region)
                .ToLowerInvariant(),
            Policy = policy,
        };
    }
}
