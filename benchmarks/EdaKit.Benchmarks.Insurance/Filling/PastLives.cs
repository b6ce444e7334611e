using Insurance.Host.Seeding;
using Insurance.Policies;

namespace EdaKit.Benchmarks.Insurance.Filling;

/// <summary>Policies that have lived for up to three years, by their own decisions, as those of the sample's seeder; here nothing is asked of a database.</summary>
internal static class PastLives
{
    private const int Years = 3;
    private const int PoliciesAtOnce = 2_000;
    private const int DaysOfBeginning = 365 * Years / 2;
    private const int SecondsOfDay = 8 * 60 * 60;

    /// <summary>So many events at the least, in the order in which they were recorded; each policy is whole.</summary>
    public static List<PastEvent> Of(int atLeast, PastEvents past, DateOnly end)
    {
        var events = new List<PastEvent>(atLeast + atLeast / 10);
        for (var first = 0; events.Count < atLeast; first += PoliciesAtOnce)
        {
            var lives = Enumerable.Range(first, PoliciesAtOnce).AsParallel().AsOrdered().Select(seed => Live(seed, past, end)).ToList();
            foreach (var life in lives.TakeWhile(_ => events.Count < atLeast))
                events.AddRange(life);
        }

        events.Sort((left, right) => (left.RecordedAt, left.Policy, left.Version).CompareTo((right.RecordedAt, right.Policy, right.Version)));
        return events;
    }

    private static List<PastEvent> Live(int seed, PastEvents past, DateOnly end)
    {
        // They begin through the first half of the years, and each has its own second of the day.
        var (life, today) = (new PolicyLife(new Random(seed)), end.AddYears(-Years).AddDays((int)(seed * 7919L % DaysOfBeginning)));
        var time = new TimeOnly(8, 0).Add(TimeSpan.FromSeconds(seed * 31L % SecondsOfDay));
        var id = Guid.CreateVersion7(At(today));
        var events = new List<PastEvent>();
        Policy? policy = null;

        while (today < end && !PolicyLife.IsOver(policy, today))
        {
            if (life.Next(policy, today) is { } command)
            {
                var decision = policy is null ? command.Begin(id, today) : command.Decide(policy, today);
                foreach (var happened in decision.Events)
                {
                    var (row, read) = past.Write(id, events.Count + 1, At(today), command, happened);
                    events.Add(row);
                    policy = PolicyHistory.After(policy, read);
                }
            }

            today = life.NextDay(policy, today);
        }

        return events;

        DateTimeOffset At(DateOnly day) => new(day.ToDateTime(time), TimeSpan.Zero);
    }
}
