using Insurance.Policies.Values;

namespace Insurance.Analytics.Figures;

/// <summary>A claim, and what its figures are told apart by.</summary>
/// <param name="Number">Its number within the policy.</param>
/// <param name="Peril">What caused the loss.</param>
/// <param name="LossMonth">The month of the loss.</param>
/// <param name="Place">What was insured on the day of the loss, and where.</param>
internal readonly record struct ClaimKey(int Number, Peril Peril, DateOnly LossMonth, Place Place);
