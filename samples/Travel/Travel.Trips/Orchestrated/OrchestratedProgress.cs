using EdaKit.Sagas.Steps;
using Travel.Trips.Views;

namespace Travel.Trips.Orchestrated;

/// <summary>How far an orchestrated trip has come, as its coordinator knows it.</summary>
internal static class OrchestratedProgress
{
    public static TripProgress Of(Trip trip, TripState? state, TripSaga saga)
    {
        // Ended so long ago that its saga is removed, and what is known of its steps with it.
        if (state is null && trip.EndedAs is { } outcome)
            return new(outcome, "", [], null);

        // Stored and not yet begun: the message that begins it is on its way.
        if (state is null)
            return new(TripOutcome.Running, "requested", [.. saga.Flows[^1].Steps.Select(step => new StepView(step.Name, StepOutcome.NotBegun, 0, null))], null);

        // Of a step that failed the reason stays, also when it is undone: it is why the trip turned back.
        var steps = state.Steps.Select(step => new StepView(step.Step, step.Outcome, step.Attempts,
            step.Outcome == StepOutcome.Refused ? state.Reason : step.HasFailed || step.Outcome is StepOutcome.Waiting or StepOutcome.Undoing ? ForPeople(step.LastError) : null));

        return new(OutcomeOf(state, saga), state.Status, [.. steps], state.ParkedStep is { } parked ? new(parked, ForPeople(state.ParkedReason) ?? "") : null);
    }

    // The saga notes the type of an exception with its message. The timeline keeps it, and a traveller does without.
    private static string? ForPeople(string? error) => error?.Split("Exception: ", 2)[^1];

    private static TripOutcome OutcomeOf(TripState state, TripSaga saga) =>
        state.CurrentState == saga.Completed.Name ? TripOutcome.Completed
        : state.CurrentState == saga.Compensated.Name ? TripOutcome.Compensated
        : state.CurrentState == saga.Parked.Name ? TripOutcome.Parked
        : TripOutcome.Running;
}
