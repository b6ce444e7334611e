using EdaKit.Sagas.Parking;

namespace Travel.Trips;

/// <summary>What a person decided.</summary>
/// <param name="Action">Try again, or go on without it.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Step">The step that was decided about: should the trip be parked for another one by then, it stays parked. Null: whichever it is.</param>
internal sealed record ResumeRequest(ResumeAction Action, string? By, string? Reason, string? Step = null);
