using System.Globalization;

namespace EdaKit.Audit.Judging;

/// <summary>Compares what was committed with what was seen.</summary>
public static class Judge
{
    /// <summary>How many violations of a kind are described.</summary>
    public const int Described = 10;

    public static Verdict Of(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var violations = new Violations();
        var known = evidence.Committed.Select(said => said.Id).ToHashSet();

        // 1. What is committed is sent, and has its effect, once.
        foreach (var said in evidence.Committed)
        {
            if (!evidence.Seen.ContainsKey(said.Id))
                violations.Add(Violation.Lost, Describe(said, evidence));

            var effects = evidence.Effects.GetValueOrDefault(said.Id);
            if (effects == 0)
                violations.Add(Violation.WithoutEffect, Describe(said, evidence));
            else if (effects > 1)
                violations.Add(Violation.EffectDoubled, $"{effects} effects of {Describe(said, evidence)}");
        }

        // 2. What is not committed is not sent, and has no effect.
        foreach (var id in evidence.Seen.Keys.Concat(evidence.Effects.Keys).Distinct().Where(id => !known.Contains(id)))
            violations.Add(Violation.NeverCommitted, $"{id}, effects {evidence.Effects.GetValueOrDefault(id)}");

        // 3. Within a lane, first occurrences come in the order of the commits, and so do the effects of who consumes in lanes.
        foreach (var lane in evidence.Committed.Where(said => said.Lane is not null).GroupBy(said => said.Lane))
        {
            CheckOrder(lane, evidence, violations);
            CheckOrderOfEffects(lane, evidence, violations);
        }

        // 4. Nothing stays behind.
        violations.Add(Violation.LeftInOutbox, (int)evidence.Left, $"{evidence.Left} records, {evidence.Parked} of them parked");
        violations.Add(Violation.SetAside, (int)evidence.SetAside, $"{evidence.SetAside} messages in error queues");

        return new(violations.Counts, violations.Details, evidence.Committed.Count, evidence.Committed.Count(said => said.Lane is not null),
            evidence.Seen.Values.Sum(sighting => (long)sighting.Times - 1));
    }

    private static void CheckOrder(IEnumerable<Commitment> lane, Evidence evidence, Violations violations)
    {
        Commitment? last = null;
        var lastPlace = -1;
        Commitment? previous = null;

        foreach (var said in lane.OrderBy(said => said.CommittedAt).ThenBy(said => said.Ordinal))
        {
            // Transactions of one lane wait for each other. Where two were committed at once, they did not.
            if (previous is not null && previous.CommittedAt == said.CommittedAt && previous.Ordinal == said.Ordinal)
                violations.Add(Violation.OutOfOrder, $"committed in one microsecond: {Describe(previous, evidence)} and {Describe(said, evidence)}");
            previous = said;

            if (!evidence.Seen.TryGetValue(said.Id, out var sighting))
                continue;

            if (sighting.First < lastPlace)
                violations.Add(Violation.OutOfOrder, $"{Describe(said, evidence)} was seen before {Describe(last!, evidence)}");

            if (sighting.First <= lastPlace)
                continue;
            (last, lastPlace) = (said, sighting.First);
        }
    }

    private static void CheckOrderOfEffects(IEnumerable<Commitment> lane, Evidence evidence, Violations violations)
    {
        var (last, lastAt) = ((Commitment?)null, long.MinValue);

        foreach (var said in lane.OrderBy(said => said.CommittedAt).ThenBy(said => said.Ordinal))
        {
            if (!evidence.EffectsInLanes.TryGetValue(said.Id, out var at))
                continue;

            // The effects of a lane wait for each other, so no two are committed at once.
            if (at <= lastAt)
                violations.Add(Violation.EffectOutOfOrder, $"the effect of {Describe(said, evidence)} came before that of {Describe(last!, evidence)}");
            else
                (last, lastAt) = (said, at);
        }
    }

    private static string Describe(Commitment said, Evidence evidence)
    {
        var seen = evidence.Seen.TryGetValue(said.Id, out var sighting) ? $"seen {sighting.Times} times, first as number {sighting.First}" : "never seen";
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(said.CommittedAt).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        var effects = evidence.Effects.GetValueOrDefault(said.Id);
        return $"{said.Id} (lane '{said.Lane}', committed at {at} as {said.Ordinal} by {said.SaidBy}, {seen}, effects {effects})";
    }

    private sealed class Violations
    {
        public Dictionary<Violation, int> Counts { get; } = Enum.GetValues<Violation>().ToDictionary(kind => kind, _ => 0);

        public Dictionary<Violation, List<string>> Details { get; } = Enum.GetValues<Violation>().ToDictionary(kind => kind, _ => new List<string>());

        public void Add(Violation kind, string detail) => Add(kind, 1, detail);

        public void Add(Violation kind, int count, string detail)
        {
            if (count == 0)
                return;

            Counts[kind] += count;
            if (Details[kind].Count < Described)
                Details[kind].Add(detail);
        }
    }
}
