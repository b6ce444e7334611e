namespace EdaKit.Cli.Sagas;

/// <summary>How many instances that have not ended are in a state.</summary>
internal sealed record StateLine(string Saga, int Version, string State, long Instances, string? Problem);
