namespace EdaKit.Benchmarks.Sagas;

/// <summary>One way to run a trip.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="IsSteps">Whether it is declared as steps, in place of a machine by hand.</param>
/// <param name="KeepsTimeline">Whether each instance's timeline is stored.</param>
internal sealed record TripSubject(string Name, bool IsSteps, bool KeepsTimeline)
{
    public static IReadOnlyList<TripSubject> InMemory { get; } = [new("by hand", false, false), new("steps", true, false)];

    public static IReadOnlyList<TripSubject> Stored { get; } =
    [
        new("by hand, no timeline", false, false),
        new("steps, no timeline", true, false),
        new("by hand, timeline", false, true),
        new("steps, timeline", true, true),
    ];
}
