namespace EdaKit.Cli.Sagas;

/// <summary>A semantic lock, and who has it.</summary>
internal sealed record LockLine(string Resource, string Owner, Guid OwnerId, DateTimeOffset Since, TimeSpan Age);
