namespace Insurance.Analytics.Asking;

/// <summary>Premiums of a kind of cover in a month, in euros.</summary>
/// <param name="Cover">The kind of cover.</param>
/// <param name="Month">Its first day.</param>
/// <param name="Written">What was sold with effect from this month, less what was cancelled.</param>
/// <param name="Earned">What is for the days of this month.</param>
/// <param name="Paid">What holders paid in it.</param>
/// <param name="Refunded">What they were paid back.</param>
public sealed record PremiumOfMonth(string Cover, DateOnly Month, decimal Written, decimal Earned, decimal Paid, decimal Refunded);
