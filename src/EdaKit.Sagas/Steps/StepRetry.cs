namespace EdaKit.Sagas.Steps;

/// <summary>How often, and after which pauses, a command or compensation is sent again when it faults or is not answered in time. Immutable.</summary>
/// <remarks>
/// It is sent under the same message id, so that a participant behind an inbox has no second effect. The pauses have no jitter, so that a definition
/// always means the same.
/// </remarks>
public sealed class StepRetry
{
    /// <summary>The most pauses that a policy may have.</summary>
    public const int MostPauses = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30);

    private StepRetry(IReadOnlyList<TimeSpan> pauses) => Pauses = pauses;

    /// <summary>No second attempt.</summary>
    public static StepRetry None { get; } = new([]);

    /// <summary>The pauses before the second attempt, the third, and so on.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; }

    /// <summary>A pause of its own before each further attempt.</summary>
    /// <param name="pauses">At most 100, each from zero to 30 days. Zero sends again at once.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are too many pauses, or one is negative or too long.</exception>
    public static StepRetry After(params TimeSpan[] pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pauses.Length, MostPauses, nameof(pauses));

        foreach (var pause in pauses)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero, nameof(pauses));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(pause, LongestPause, nameof(pauses));
        }

        return new([.. pauses]);
    }

    /// <summary>Pauses that double.</summary>
    /// <param name="attempts">How many further attempts, 1 to 100.</param>
    /// <param name="first">The first pause, more than zero.</param>
    /// <param name="longest">The longest pause, at most 30 days.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, or the first pause is longer than the longest.</exception>
    public static StepRetry Exponential(int attempts, TimeSpan first, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempts, MostPauses);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(first, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longest, LongestPause);

        var pauses = new TimeSpan[attempts];
        for (var n = 0; n < attempts; n++)
            pauses[n] = n == 0 ? first : pauses[n - 1] > longest / 2 ? longest : pauses[n - 1] * 2;

        return new(pauses);
    }

    /// <summary>The pauses, as people write them.</summary>
    /// <returns>For example <c>00:00:01, 00:00:02</c>.</returns>
    public override string ToString() => string.Join(", ", Pauses);
}
