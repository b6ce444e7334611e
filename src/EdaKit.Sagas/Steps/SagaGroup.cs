namespace EdaKit.Sagas.Steps;

/// <summary>Steps that run side by side; mostly only one.</summary>
/// <param name="Name">The group's name, and that of the state in which its answers are awaited.</param>
/// <param name="Steps">The steps.</param>
public sealed record SagaGroup(string Name, IReadOnlyList<SagaStep> Steps);
