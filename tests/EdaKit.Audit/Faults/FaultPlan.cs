namespace EdaKit.Audit.Faults;

/// <summary>Which fault happens when: the same for the same seed, whatever the machine does. Every kind occurs in every round.</summary>
public static class FaultPlan
{
    /// <summary>How many kinds there are, and so faults in a round.</summary>
    public static int RoundLength { get; } = Enum.GetValues<FaultKind>().Length;

    /// <summary>Plans whole rounds.</summary>
    /// <param name="seed">The same seed gives the same plan.</param>
    /// <param name="first">When the first fault may happen.</param>
    /// <param name="last">When the last one may begin.</param>
    /// <param name="workers">How many workers there are.</param>
    /// <param name="gap">How far apart faults are on average. One round is planned even where it does not fit: then they come faster.</param>
    public static IReadOnlyList<Fault> Of(int seed, TimeSpan first, TimeSpan last, int workers, TimeSpan gap)
    {
        var random = new Random(seed);
        var rounds = Math.Max(1, (int)((last - first) / gap / RoundLength));
        var step = (last - first) / (rounds * RoundLength);
        var faults = new List<Fault>();

        for (var round = 0; round < rounds; round++)
        {
            var kinds = Enum.GetValues<FaultKind>();
            random.Shuffle(kinds);

            for (var i = 0; i < kinds.Length; i++)
            {
                // Anywhere in its step, so that faults overlap.
                var at = first + step * (round * kinds.Length + i + random.NextDouble());
                faults.Add(new(at, kinds[i], random.Next(workers), SizeOf(kinds[i], random)));
            }

            MoveIntoOutage(faults);
        }

        return [.. faults.OrderBy(fault => fault.At)];
    }

    // A clock that is set back matters most to somebody who waits until a time of day.
    private static void MoveIntoOutage(List<Fault> faults)
    {
        var away = faults.Last(fault => fault.Kind == FaultKind.BrokerAway);
        var back = faults.FindLastIndex(fault => fault.Kind == FaultKind.ClockBack);
        faults[back] = faults[back] with { At = away.At + TimeSpan.FromSeconds(4) };
    }

    private static TimeSpan SizeOf(FaultKind kind, Random random)
    {
        var (shortest, longest) = kind switch
        {
            FaultKind.WorkerPaused => (7.0, 10.0),
            FaultKind.ClockAhead or FaultKind.ClockBack => (60.0, 4 * 3600.0),
            FaultKind.BrokerAway => (4.0, 8.0),
            FaultKind.DatabaseUnheard or FaultKind.BrokerUnheard => (0.1, 1.5),
            FaultKind.DatabaseStalled => (4.0, 8.0),
            FaultKind.BrokerStalled => (3.5, 6.0),
            FaultKind.SlowCommit => (4.0, 8.0),
            _ => (0.0, 0.0),
        };

        return TimeSpan.FromSeconds(shortest + (longest - shortest) * random.NextDouble());
    }
}
