using Insurance.Analytics.Figures;
using Insurance.Policies;
using Insurance.Policies.Events;

namespace Insurance.Analytics.Keeping;

/// <summary>What an analyst may tell policies apart by: neither names nor addresses nor plates, which no figure needs.</summary>
internal sealed record PolicyRow(string Model, decimal Price, DateOnly YoungestBorn)
{
    /// <exception cref="PolicyHistoryException">Something is missing.</exception>
    public static PolicyRow Of(PolicyQuoted quoted) => quoted.Risk is { Vehicle: { Model: { } model } vehicle, Drivers: { Count: > 0 } drivers }
        ? new(model, Euros.In(vehicle.Price), drivers.Max(driver => driver.Born))
        : throw new PolicyHistoryException("The quote names no vehicle, or nobody who drives it.");
}
