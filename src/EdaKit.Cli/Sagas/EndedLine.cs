namespace EdaKit.Cli.Sagas;

/// <summary>How many instances have ended on a version, and are still kept.</summary>
internal sealed record EndedLine(string Saga, int Version, long Instances);
