using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Steps;

/// <summary>
/// Decides what one message means to one instance: it changes the state and lists what has to follow. It neither sends nor stores nor looks at a clock,
/// so that every order of events can be tried.
/// </summary>
/// <remarks>
/// What is decided rests on what is known of each step (<see cref="StepProgress"/>). The state's name only tells people where the instance is.
/// </remarks>
internal sealed class FlowEngine<TState>(FlowDefinition<TState> flow, TState state, DateTime now, Func<Guid> newId)
    where TState : StepSagaState
{
    private const int LongestError = 1000;

    private readonly FlowMoves<TState> _moves = new(state, now, newId);

    /// <summary>What has to follow, in this order.</summary>
    public IReadOnlyList<FlowEffect<TState>> Effects => _moves.Effects;

    /// <summary>The state in which the instance is now, by name.</summary>
    public string StateName { get; private set; } = state.CurrentState;

    /// <summary>When the instance wants to be woken, if at all.</summary>
    /// <remarks>Where the wait for the locks is over, the last attempt is still to come, whatever other message comes first: without a timer nothing would ever make it.</remarks>
    public DateTime? DueAt => flow.IsLocking(state) ? flow.Lock!.NextTry(state.StartedAt, now) ?? now : state.Steps.Min(step => step.DueAt);

    /// <summary>An instance begins.</summary>
    /// <param name="locking">What came of the attempt to take the flow's locks; null where it has none.</param>
    public void Begin(LockAttempt? locking)
    {
        state.Saga = flow.Name;
        state.DefinitionVersion = flow.Version;
        state.StartedAt = now;
        state.Steps = [.. flow.Steps.Select(step => new StepProgress { Step = step.Name })];

        if (Locks(locking, isFirst: true))
            Advance();
    }

    /// <summary>A message came that means something to a step.</summary>
    /// <returns>False where it had no effect, because it was late or came twice.</returns>
    public bool Answer(StepDefinition<TState> step, AnswerDefinition<TState> answer, object message, string? error)
    {
        var progress = state.ProgressOf(step.Name);

        var matters = answer.Kind switch
        {
            AnswerKind.Success => Succeeds(step, progress, answer, message),
            AnswerKind.Refusal => IsRefused(progress, answer, message),
            AnswerKind.Undone => IsUndone(step, progress),
            AnswerKind.CommandFault => IsAwaited(progress, StepOutcome.Waiting) && Fails(step, progress, error!),
            _ => IsAwaited(progress, StepOutcome.Undoing) && Fails(step, progress, error!),
        };

        if (matters)
            Advance();

        return matters;
    }

    /// <summary>The timer came: what waits too long has failed, and what paused long enough is sent again.</summary>
    /// <param name="locking">What came of another attempt to take the flow's locks; null where the instance does not wait for them.</param>
    public void Wake(LockAttempt? locking)
    {
        if (!Locks(locking, isFirst: false))
            return;

        List<StepProgress> due = [.. state.Steps.Where(step => step.DueAt <= now)];

        // A timer that comes twice must not go on with what has ended. What is undone after the end has not ended again, until that is answered.
        if (state.EndedAt is not null && due.Count == 0)
            return;

        foreach (var progress in due)
        {
            var step = flow.StepOf(progress);
            var isUndo = progress.Outcome == StepOutcome.Undoing;

            if (progress.IsPausing)
                _moves.Send(step, progress);
            else
                Fails(step, progress, $"no answer within {step.TimeoutOf(isUndo)}");
        }

        Advance();
    }

    /// <summary>A person decided.</summary>
    /// <returns>False where the instance has nothing to decide, or something else than the person saw.</returns>
    public bool Resume(ResumeSaga decision)
    {
        if (state.Steps.Find(step => flow.IsParked(step) && (decision.Step ?? step.Step) == step.Step) is not { } progress)
            return false;

        var step = flow.StepOf(progress);
        var text = $"{decision.Action} by {decision.By}: {decision.Reason}";

        // What it did cannot be undone, and to send its command again would not tell more: to go on as if somebody had seen to it would hide that nobody has.
        if (decision.Action == ResumeAction.Retry && progress.Outcome == StepOutcome.Unknown)
        {
            _moves.Note(TimelineKind.Ignored, step, $"nothing is there to be sent again, since {progress.LastError}: see to its effect, and resume with Skip ({text})");
            return true;
        }

        _moves.Note(TimelineKind.Resumed, step, text);

        if (decision.Action == ResumeAction.Retry)
        {
            progress.Attempts = 0;
            _moves.Send(step, progress);
        }
        else
        {
            // A success that came while it was being undone is seen to as well: a late answer to the compensation must not send it again.
            progress.UndoAgain = false;
            _moves.Settle(progress, progress.Outcome == StepOutcome.Waiting ? StepOutcome.Done : StepOutcome.Abandoned);
        }

        Advance();
        return true;
    }

    private void Advance() => StateName = new FlowPath<TState>(flow, state, _moves).Advance();

    /// <summary>Whether the steps may run: all locks are taken, or none are needed. Otherwise the instance waits, or has ended.</summary>
    private bool Locks(LockAttempt? locking, bool isFirst)
    {
        if (locking is null)
            return true;

        var waits = !locking.IsGranted && flow.Lock!.NextTry(state.StartedAt, now) is not null;

        // That a wait goes on is no news: the timeline has the timers.
        if (isFirst || !waits)
            _moves.Note(TimelineKind.Locked, locking.Text);

        if (locking.IsGranted)
            return true;

        state.Status = waits ? "waiting for a lock" : "refused by a lock";
        StateName = waits ? FlowStates.Locking : FlowStates.Compensated;

        if (!waits)
            _moves.End(isCompleted: false, flow.Taken ?? flow.Compensated);

        return false;
    }

    private bool Succeeds(StepDefinition<TState> step, StepProgress progress, AnswerDefinition<TState> answer, object message)
    {
        switch (progress.Outcome)
        {
            case StepOutcome.Waiting:
                answer.Apply?.Invoke(state, message);
                _moves.Settle(progress, StepOutcome.Done);
                return true;

            // The compensation may have come first: once it is answered, it is sent again.
            case StepOutcome.Undoing:
                answer.Apply?.Invoke(state, message);
                progress.UndoAgain = true;
                return true;

            // What was thought to be undone or seen to, never done, or in doubt, has had an effect after all. That it failed stays known, so that it is undone.
            case StepOutcome.Undone or StepOutcome.Abandoned or StepOutcome.Refused or StepOutcome.Unknown when step.CanBeUndone:
                answer.Apply?.Invoke(state, message);
                _moves.Settle(progress, StepOutcome.Done);
                return true;

            // Two answers that contradict each other, and nothing that could undo: only a person knows.
            case StepOutcome.Refused when !step.HasNoEffect:
                answer.Apply?.Invoke(state, message);
                _moves.Settle(progress, StepOutcome.Unknown);
                _moves.Park(step, progress, "it succeeded after it was refused");
                return true;

            default:
                return false;
        }
    }

    private bool IsRefused(StepProgress progress, AnswerDefinition<TState> answer, object message)
    {
        if (progress.Outcome != StepOutcome.Waiting)
            return false;

        answer.Apply?.Invoke(state, message);
        progress.HasFailed = true;
        _moves.Settle(progress, StepOutcome.Refused);
        return true;
    }

    private bool IsUndone(StepDefinition<TState> step, StepProgress progress)
    {
        if (progress.Outcome is not (StepOutcome.Undoing or StepOutcome.Abandoned))
            return false;

        if (progress.UndoAgain)
            _moves.Undo(step, progress);
        else
            _moves.Settle(progress, StepOutcome.Undone);

        return true;
    }

    /// <summary>An attempt ended without an answer that says what happened.</summary>
    private bool Fails(StepDefinition<TState> step, StepProgress progress, string error)
    {
        var isUndo = progress.Outcome == StepOutcome.Undoing;
        var pauses = step.RetryOf(isUndo).Pauses;
        progress.LastError = StoredText.Of(error, LongestError);

        if (progress.Attempts <= pauses.Count)
        {
            var pause = pauses[progress.Attempts - 1];
            _moves.Note(TimelineKind.Retry, step, $"attempt {progress.Attempts} failed: {progress.LastError}; again in {pause}");

            if (pause == TimeSpan.Zero)
                _moves.Send(step, progress);
            else
                _moves.Pause(progress, pause);
        }
        else if (!isUndo && step.Kind == StepKind.Compensatable)
        {
            progress.HasFailed = true;
            _moves.Settle(progress, StepOutcome.Unknown);
        }
        else
        {
            // An unknown outcome of what cannot be undone is never undone, and a compensation is never given up without a person.
            _moves.Park(step, progress, progress.LastError);
        }

        return true;
    }

    /// <summary>Whether an attempt is under way whose fault would be news.</summary>
    private static bool IsAwaited(StepProgress progress, StepOutcome outcome) => progress.Outcome == outcome && progress.DueAt is not null && !progress.IsPausing;
}
