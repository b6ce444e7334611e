namespace Insurance.Policies.Values;

/// <summary>What is driven.</summary>
/// <param name="Registration">What stands on the plate.</param>
/// <param name="Model">Maker and model.</param>
/// <param name="Price">What it costs to replace.</param>
public sealed record Vehicle(string Registration, string Model, Money Price);
