namespace Insurance.Policies.Values;

/// <summary>All that the premium depends on.</summary>
/// <param name="Vehicle">What is driven.</param>
/// <param name="Address">Where it is kept.</param>
/// <param name="Drivers">Who drives it: one at least.</param>
/// <param name="Cover">What is insured.</param>
public sealed record Risk(Vehicle Vehicle, Address Address, IReadOnlyList<Driver> Drivers, Cover Cover)
{
    /// <summary>The youngest driver's age on a day.</summary>
    public int YoungestOn(DateOnly day) => Drivers.Min(driver => driver.AgeOn(day));
}
