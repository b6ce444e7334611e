namespace EdaKit.Sagas.Steps;

/// <summary>The states that every step saga has.</summary>
internal static class FlowStates
{
    /// <summary>The instance waits for its lock, and no step has begun.</summary>
    public const string Locking = "Locking";

    public const string Parked = "Parked";
    public const string Completed = "Completed";
    public const string Compensated = "Compensated";

    /// <summary>The state in which the compensation of a step is awaited.</summary>
    public static string UndoOf(string step) => $"{step}.Undo";

    /// <summary>Names that no step or group may have.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = ["Initial", "Final", Locking, Parked, Completed, Compensated];
}
