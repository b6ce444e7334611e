namespace Travel.Tests.Support;

/// <summary>What to book: what goes well, where a test says nothing else.</summary>
public sealed record Wish(string Flight = "LIS-1", string Hotel = "ALFAMA", string Car = "SMALL", string Card = "GOLD");
