namespace Insurance.Analytics.Asking;

/// <summary>A line of the run-off triangle: what the losses of a year had cost so many months after the month of the loss.</summary>
/// <param name="LossYear">The year of the losses.</param>
/// <param name="Age">Months between loss and payment.</param>
/// <param name="Paid">What was paid at this age, in euros.</param>
public sealed record ClaimDevelopment(int LossYear, int Age, decimal Paid);
