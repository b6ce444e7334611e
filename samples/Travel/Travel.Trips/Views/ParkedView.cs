namespace Travel.Trips.Views;

/// <summary>What a person is asked.</summary>
/// <param name="Step">The step that does not succeed.</param>
/// <param name="Reason">What its last attempt ended with.</param>
internal sealed record ParkedView(string Step, string Reason);
