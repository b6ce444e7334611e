namespace EdaKit.Cli.Sagas;

/// <summary>An entry of an instance's timeline.</summary>
internal sealed record TimelineLine(DateTimeOffset At, string Kind, string? Step, string? Name, string? Note, Guid? MessageId, Guid? CausationId);
