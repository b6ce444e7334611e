using EdaKit.Sagas.Parking;

namespace Orders.Ordering;

/// <summary>What a person decided.</summary>
/// <param name="Action">Try again, or go on without it.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
internal sealed record ResumeRequest(ResumeAction Action, string? By, string? Reason);
