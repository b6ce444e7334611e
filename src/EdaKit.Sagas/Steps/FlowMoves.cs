using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Steps;

/// <summary>What can be done to a step or an instance: each move changes what is known, and lists what has to follow.</summary>
internal sealed class FlowMoves<TState>(TState state, DateTime now, Func<Guid> newId)
    where TState : StepSagaState
{
    private readonly List<FlowEffect<TState>> _effects = [];

    public IReadOnlyList<FlowEffect<TState>> Effects => _effects;

    public void Note(TimelineKind kind, StepDefinition<TState> step, string text) => _effects.Add(new FlowEffect<TState>.Note(kind, step.Name, text));

    public void Note(TimelineKind kind, string text) => _effects.Add(new FlowEffect<TState>.Note(kind, null, text));

    public void Begin(StepDefinition<TState> step, StepProgress progress)
    {
        progress.Outcome = StepOutcome.Waiting;
        progress.MessageId = newId();
        Send(step, progress);
    }

    public void Undo(StepDefinition<TState> step, StepProgress progress)
    {
        state.EndedAt = null;
        progress.Outcome = StepOutcome.Undoing;
        progress.UndoAgain = false;
        progress.MessageId = newId();
        progress.Attempts = 0;
        progress.LastError = null;
        Send(step, progress);
    }

    public void Send(StepDefinition<TState> step, StepProgress progress)
    {
        var isUndo = progress.Outcome == StepOutcome.Undoing;
        progress.Attempts++;
        progress.IsPausing = false;
        progress.DueAt = now + step.TimeoutOf(isUndo);
        _effects.Add(new FlowEffect<TState>.Send(step, (isUndo ? step.Compensation : step.Command)!, progress.MessageId!.Value, isUndo, progress.Attempts));
    }

    public void Pause(StepProgress progress, TimeSpan pause)
    {
        progress.IsPausing = true;
        progress.DueAt = now + pause;
    }

    public void Settle(StepProgress progress, StepOutcome outcome)
    {
        progress.Outcome = outcome;
        progress.Order = state.Steps.Max(step => step.Order) + 1;
        progress.DueAt = null;
        progress.IsPausing = false;
        _effects.Add(new FlowEffect<TState>.Note(TimelineKind.Settled, progress.Step, Describe(progress)));
    }

    public void Park(StepDefinition<TState> step, StepProgress progress, string reason)
    {
        state.EndedAt = null;
        progress.DueAt = null;
        progress.IsPausing = false;
        progress.LastError = reason;
        _effects.Add(new FlowEffect<TState>.Park(step, progress.Outcome == StepOutcome.Undoing, progress.Attempts, reason));
    }

    public void End(bool isCompleted, EndDefinition<TState>? announcement)
    {
        if (state.EndedAt is not null)
            return;

        state.EndedAt = now;
        _effects.Add(new FlowEffect<TState>.End(isCompleted, !state.IsEndAnnounced, state.IsEndAnnounced ? null : announcement));
        state.IsEndAnnounced = true;
    }

    private static string Describe(StepProgress progress) =>
        progress.Outcome == StepOutcome.Unknown ? $"{progress.Outcome}: {progress.LastError}" : progress.Outcome.ToString();
}
