namespace EdaKit.Sagas.Steps;

/// <summary>Finds what comes next, once a message has had its effect on the steps.</summary>
internal sealed class FlowPath<TState>(FlowDefinition<TState> flow, TState state, FlowMoves<TState> moves)
    where TState : StepSagaState
{
    /// <summary>Goes on as far as is possible without another message.</summary>
    /// <returns>The name of the state in which the instance is then.</returns>
    public string Advance()
    {
        // 1. A person is asked: nothing new begins until he has decided.
        if (state.Steps.Find(flow.IsParked) is { } parked)
        {
            (state.ParkedStep, state.ParkedReason) = (parked.Step, parked.LastError);
            return Enter(FlowStates.Parked, "needs attention");
        }

        (state.ParkedStep, state.ParkedReason) = (null, null);

        // 2. What runs side by side is awaited, even where one of it has failed: an answer that is still to come would otherwise find its step undone.
        if (state.Steps.Find(step => step.Outcome == StepOutcome.Waiting) is { } waiting)
            return Enter(flow.StepOf(waiting).Group!.Name, StatusOf(waiting));

        // 3. Where something failed, the rest is undone, the last one first, one after the other.
        if (state.Steps.Exists(step => step.HasFailed))
            return UndoNext();

        // 4. Nothing begins after the end: an instance that was refused by a lock has steps that never began.
        if (state.EndedAt is not null)
            return state.CurrentState;

        // 5. The next steps begin.
        foreach (var group in flow.Groups)
        {
            if (!group.Steps.Exists(step => state.ProgressOf(step.Name).Outcome == StepOutcome.NotBegun))
                continue;

            BeginGroup(group);

            if (state.Steps.Find(step => step.Outcome == StepOutcome.Waiting) is { } begun)
                return Enter(group.Name, StatusOf(begun));
        }

        return End(FlowStates.Completed, flow.Completed);
    }

    private string UndoNext()
    {
        var next = state.Steps.Find(step => step.Outcome == StepOutcome.Undoing);

        if (next is null)
        {
            next = state.Steps.Where(step => step.Outcome is StepOutcome.Done or StepOutcome.Unknown && flow.StepOf(step).CanBeUndone).MaxBy(step => step.Order);

            if (next is null)
                return End(FlowStates.Compensated, flow.Compensated);

            moves.Undo(flow.StepOf(next), next);
        }

        return Enter(flow.StepOf(next).UndoState, $"undoing {next.Step}");
    }

    private void BeginGroup(GroupDefinition<TState> group)
    {
        foreach (var step in group.Steps)
        {
            var progress = state.ProgressOf(step.Name);

            if (step.Condition?.Invoke(state) == false)
            {
                moves.Settle(progress, StepOutcome.Skipped);
                continue;
            }

            moves.Begin(step, progress);
        }
    }

    private string End(string stateName, EndDefinition<TState>? announcement)
    {
        moves.End(stateName == FlowStates.Completed, announcement);
        return Enter(stateName, stateName == FlowStates.Completed ? "completed" : "compensated");
    }

    private string Enter(string stateName, string status)
    {
        state.Status = status;
        return stateName;
    }

    private string StatusOf(StepProgress progress) => flow.StepOf(progress).Status;
}
