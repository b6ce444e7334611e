namespace EdaKit.Sagas.Steps;

/// <summary>The states that every step saga has.</summary>
internal static class FlowStates
{
    public const string Parked = "Parked";
    public const string Completed = "Completed";
    public const string Compensated = "Compensated";

    /// <summary>Names that no step or group may have.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = ["Initial", "Final", Parked, Completed, Compensated];
}
