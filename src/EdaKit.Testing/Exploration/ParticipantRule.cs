namespace EdaKit.Testing.Exploration;

/// <summary>What a participant does with a command.</summary>
internal sealed record ParticipantRule(Type Command, string Effect, bool IsUndo, Func<object, object> Success, Func<object, object>? Refusal);
