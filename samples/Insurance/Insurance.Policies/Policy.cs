using Insurance.Policies.Values;

namespace Insurance.Policies;

/// <summary>
/// An insurance contract, as its events have made it. (In code and tables it is a policy, since a contract is something else to EdaKit: a named,
/// versioned message.) Immutable; <see cref="PolicyHistory"/> makes the next one of an event.
/// </summary>
/// <remarks>
/// It knows two times. What is <em>recorded</em> grows with each event, and the store knows at which instant. What is <em>effective</em> are days
/// inside the state: an endorsement of today may hold from next month on, and <see cref="RiskOn"/> answers for a day.
/// </remarks>
public sealed record Policy
{
    public required Guid Id { get; init; }

    public required string Holder { get; init; }

    /// <summary>What the policy is called; null before it is issued.</summary>
    public string? Number { get; init; }

    public required PolicyStage Stage { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day on which the quote can be issued.</summary>
    public required DateOnly QuoteValidUntil { get; init; }

    /// <summary>Why it was declined or cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>The first day without cover after a cancellation.</summary>
    public DateOnly? EndsOn { get; init; }

    public PaymentPlan Plan { get; init; }

    /// <summary>What an underwriter has added to the premium, as a share.</summary>
    public decimal Loading { get; init; }

    /// <summary>What is insured, by the day from which on; the last one is the latest.</summary>
    public required IReadOnlyList<RiskPeriod> Periods { get; init; }

    public IReadOnlyList<Term> Terms { get; init; } = [];

    public IReadOnlyList<OwedInstalment> Instalments { get; init; } = [];

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    public IReadOnlyList<Claim> Claims { get; init; } = [];

    public RiskPeriod LatestPeriod => Periods[^1];

    /// <summary>The earliest instalment that is not paid, whether it is due or not; null where all are.</summary>
    public OwedInstalment? NextUnpaid => Instalments.FirstOrDefault(owed => owed.PaidOn is null);

    /// <summary>What is insured on a day, so far as is known; before the first day, what will be.</summary>
    public RiskPeriod RiskOn(DateOnly day) => Periods.LastOrDefault(period => period.From <= day) ?? Periods[0];

    /// <summary>How many losses there were in the term before that of a day, so far as is known; none before the first one.</summary>
    public int ClaimsBefore(DateOnly day) =>
        Terms.LastOrDefault(term => term.Until <= day) is { } before ? Claims.Count(claim => before.Contains(claim.LossOn)) : 0;

    /// <summary>Whether a loss of this day would be covered, whatever caused it.</summary>
    public bool IsCoveredOn(DateOnly day) =>
        Terms.Any(term => term.Contains(day)) && (EndsOn is null || day < EndsOn) && !Suspensions.Any(suspension => suspension.Contains(day));

    /// <summary>Whether the last term is over, and nobody has renewed or cancelled.</summary>
    public bool HasExpiredOn(DateOnly day) => Stage is PolicyStage.InForce or PolicyStage.Suspended && day >= Terms[^1].Until;

    /// <summary>The claim of a number; null where there is none.</summary>
    public Claim? FindClaim(int number) => Claims.FirstOrDefault(claim => claim.Number == number);
}
