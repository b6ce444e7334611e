using EdaKit.Sagas.Steps;

namespace Travel.Trips.Views;

/// <summary>A step of a trip.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Outcome">How far it has come.</param>
/// <param name="Attempts">How often it was asked for; 0 where nobody counts.</param>
/// <param name="Note">Why it was refused, or what its last attempt ended with.</param>
internal sealed record StepView(string Step, StepOutcome Outcome, int Attempts, string? Note);
