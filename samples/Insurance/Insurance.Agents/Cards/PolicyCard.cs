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

    /// <summary>Whether the policy is issued and neither cancelled nor declined. That its term may be over depends on the day on which somebody asks.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The first day after its last term; null before it is issued.</summary>
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
            IsActive = policy.Stage is PolicyStage.InForce or PolicyStage.Suspended,
            Until = policy.Terms is [.., var term] ? term.Until : null,
            SearchText = string.Join(' ', policy.Number, policy.Holder, risk.Vehicle.Registration, risk.Vehicle.Model, risk.Address.Town, risk.Address.Region)
                .ToLowerInvariant(),
            Policy = policy,
        };
    }
}
