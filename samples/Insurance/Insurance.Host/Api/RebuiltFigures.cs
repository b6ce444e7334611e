namespace Insurance.Host.Api;

/// <summary>What a rebuild has read, and how long it took.</summary>
internal sealed record RebuiltFigures(long Events, double Seconds);
