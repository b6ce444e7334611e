namespace Samples.Hosting.Kills;

/// <summary>How often something was found.</summary>
internal sealed record Count(string What, int Number);
