namespace EdaKit.Testing.Exploration;

/// <summary>A message that an instance has scheduled for itself.</summary>
internal sealed record PendingTimer(Guid Token, DateTime DueAt, object Message);
