namespace Travel.Trips.Views;

/// <summary>How far a trip has come.</summary>
/// <param name="Outcome">How it stands.</param>
/// <param name="Status">What a traveller may be told, such as <c>payment pending</c>.</param>
/// <param name="Steps">Its steps, in their order; none where an orchestrated trip has ended long ago.</param>
/// <param name="Parked">What a person is asked; null where nobody is.</param>
internal sealed record TripProgress(TripOutcome Outcome, string Status, IReadOnlyList<StepView> Steps, ParkedView? Parked);
