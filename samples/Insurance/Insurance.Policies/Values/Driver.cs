namespace Insurance.Policies.Values;

/// <summary>Somebody who drives the vehicle.</summary>
/// <param name="Name">The name, by which the policy knows the driver.</param>
/// <param name="Born">The day of birth.</param>
public sealed record Driver(string Name, DateOnly Born)
{
    /// <summary>The age in whole years on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - Born.Year - (day < Born.AddYears(day.Year - Born.Year) ? 1 : 0);
}
