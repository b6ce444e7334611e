namespace Insurance.Policies.Values;

/// <summary>Where the vehicle is kept.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="PostCode">The post code.</param>
/// <param name="Town">The town.</param>
/// <param name="Region">The region, by which the tariff and the statistics go.</param>
public sealed record Address(string Street, string PostCode, string Town, string Region);
