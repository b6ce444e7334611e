namespace Insurance.Store.History;

/// <summary>Something that holds at one of two moments, or otherwise at the other.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Before">What held at the earlier one; null where nothing did.</param>
/// <param name="After">What holds at the later one; null where nothing does.</param>
public sealed record FactChange(string Name, string? Before, string? After);
