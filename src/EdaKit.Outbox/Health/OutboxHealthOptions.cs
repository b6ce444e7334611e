namespace EdaKit.Outbox.Health;

/// <summary>From when on an outbox counts as ill.</summary>
public sealed class OutboxHealthOptions
{
    /// <summary>
    /// From which age of the longest overdue record on the check answers Degraded; above zero. Default 2 minutes. After a crash, records wait
    /// as long as <c>Relay.Lease</c>, so keep it above that.
    /// </summary>
    public TimeSpan DegradedAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// From which age of the longest overdue record on the check answers Unhealthy; at least <see cref="DegradedAge"/>. Default 5 minutes.
    /// </summary>
    public TimeSpan UnhealthyAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the database has to answer, 100 ms to 1 minute. Default 5 seconds. Then the check answers Unhealthy, also where the context
    /// would go on retrying.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">Options are out of range; the message names all of them.</exception>
    internal void Check(string context)
    {
        (string Option, TimeSpan Value, bool IsValid, string Range)[] checks =
        [
            (nameof(DegradedAge), DegradedAge, DegradedAge > TimeSpan.Zero, "more than zero"),
            (nameof(UnhealthyAge), UnhealthyAge, UnhealthyAge >= DegradedAge, $"at least {nameof(DegradedAge)}"),
            (nameof(Timeout), Timeout, Timeout >= TimeSpan.FromMilliseconds(100) && Timeout <= TimeSpan.FromMinutes(1), "100 ms to 1 minute"),
        ];

        var faults = checks.Where(check => !check.IsValid).Select(check => $"'{check.Option}' is '{check.Value}'. Set it to {check.Range}.").ToList();
        if (faults.Count > 0)
            throw new ArgumentException($"AddOutbox<{context}>: {string.Join(' ', faults)}");
    }
}
