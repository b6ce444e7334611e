using EdaKit.Sagas.Steps;
using Travel.Contracts.Choreography;
using Travel.Trips.Views;

namespace Travel.Trips.Choreographed;

/// <summary>Concludes from its events how far a choreographed trip has come. They may have come in any order.</summary>
internal static class ChoreographedProgress
{
    public static TripProgress Of(IReadOnlyCollection<TripEvent> events)
    {
        var failure = events.FirstOrDefault(happened => happened.Name == nameof(BookingFailed));
        var failedAt = failure is null ? -1 : IndexOf(failure.Service);
        var steps = new List<StepView>();
        var isBefore = true;

        foreach (var (index, link) in Chain.Links.Index())
        {
            var outcome = OutcomeOf(index);
            steps.Add(new(link.Step, outcome, 0, outcome == StepOutcome.Refused ? failure!.Detail : null));
            isBefore = outcome == StepOutcome.Done;
        }

        var outcomeOfTrip = failure is null
            ? steps[^1].Outcome == StepOutcome.Done ? TripOutcome.Completed : TripOutcome.Running
            : steps.Take(failedAt).All(step => step.Outcome == StepOutcome.Undone) ? TripOutcome.Compensated : TripOutcome.Running;

        return new(outcomeOfTrip, StatusOf(steps), steps, null);

        StepOutcome OutcomeOf(int index)
        {
            var link = Chain.Links[index];
            var isDone = events.Any(happened => happened.Name == link.Done);

            // A service that failed comes after all that must be undone; whoever comes after it will never hear of the trip.
            if (failure is not null)
                return index.CompareTo(failedAt) switch
                {
                    0 => StepOutcome.Refused,
                    > 0 => StepOutcome.NotBegun,
                    _ when events.Any(happened => happened.Name == nameof(BookingUndone) && happened.Service == link.Service) => StepOutcome.Undone,
                    _ => StepOutcome.Undoing,
                };

            return isDone ? StepOutcome.Done : isBefore ? StepOutcome.Waiting : StepOutcome.NotBegun;
        }
    }

    private static int IndexOf(string service) => Chain.Links.Index().First(link => link.Item.Service == service).Index;

    private static string StatusOf(IReadOnlyList<StepView> steps)
    {
        if (steps.LastOrDefault(step => step.Outcome == StepOutcome.Undoing) is { } undoing)
            return $"undoing {undoing.Step}";

        return steps.FirstOrDefault(step => step.Outcome == StepOutcome.Waiting) is { } waiting ? $"{waiting.Step} pending".ToLowerInvariant() : "";
    }
}
