namespace EdaKit.Benchmarks.Sagas;

/// <summary>One way to run a trip.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="IsSteps">Whether it is declared as steps, in place of a machine by hand.</param>
/// <param name="KeepsTimeline">Whether each instance's timeline is stored.</param>
/// <param name="IsStored">Whether it runs on PostgreSQL and RabbitMQ, in place of in memory.</param>
internal sealed record TripSubject(string Name, bool IsSteps, bool KeepsTimeline, bool IsStored)
{
    public static IReadOnlyList<TripSubject> InMemory { get; } = [new("by hand", false, false, false), new("steps", true, false, false)];

    public static IReadOnlyList<TripSubject> Stored { get; } =
    [
        new("by hand, no timeline", false, false, true),
        new("steps, no timeline", true, false, true),
        new("by hand, timeline", false, true, true),
        new("steps, timeline", true, true, true),
    ];

    /// <summary>The one with a name.</summary>
    public static TripSubject Find(string name) => InMemory.Concat(Stored).Single(subject => subject.Name == name);
}
