using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>
/// The state of an instance of a step saga. Derive from it, and add what your commands need. Any repository of MassTransit can keep it; map it
/// with <c>modelBuilder.AddSaga&lt;TState&gt;()</c> for EdaKit's own.
/// </summary>
public abstract class StepSagaState : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The instance's id: the business id that its messages share.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>How often the instance was stored. A repository that works optimistically compares it.</summary>
    public int Version { get; set; }

    /// <summary>The saga's name, such as <c>travel.trip</c>.</summary>
    public string Saga { get; set; } = "";

    /// <summary>The version of the definition with which the instance began, and with which it runs to its end.</summary>
    public int DefinitionVersion { get; set; }

    /// <summary>The name of the state that the instance is in: a group of steps, a compensation, <c>Parked</c>, <c>Completed</c> or <c>Compensated</c>.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>What a reader may be told, such as <c>payment pending</c>: the status of the step under way.</summary>
    public string Status { get; set; } = "";

    /// <summary>When the instance began, UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When the instance ended, UTC; null while it runs or is parked. Finished instances stay for the retention window, so that late answers find them.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Whether the end was made known. A compensation that becomes necessary after the end does not make it known again.</summary>
    public bool IsEndAnnounced { get; set; }

    /// <summary>The step for which a person is asked, while the instance is parked.</summary>
    public string? ParkedStep { get; set; }

    /// <summary>Why the instance is parked.</summary>
    public string? ParkedReason { get; set; }

    /// <summary>What is known of each step.</summary>
    public List<StepProgress> Steps { get; set; } = [];

    /// <summary>The scheduled timer, if there is one.</summary>
    public Guid? TimerToken { get; set; }

    /// <summary>When the scheduled timer comes, UTC.</summary>
    public DateTime? TimerDueAt { get; set; }

    /// <summary>What is known of one step.</summary>
    internal StepProgress ProgressOf(string step) => Steps.Find(progress => progress.Step == step)
        ?? throw new SagaVersionException($"Instance '{CorrelationId}' of '{Saga}' does not have the step '{step}' of version {DefinitionVersion} of the flow. "
            + "Give a flow that changes a new version, and keep the old one with EarlierFlow.");
}
