using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Something that became of a message. Immutable.</summary>
/// <param name="Kind">What: read as a later version, consumed, a duplicate, faulted, ignored, or what a saga did for its sake.</param>
/// <param name="At">When.</param>
/// <param name="Service">In which service; empty where only an inbox says it.</param>
/// <param name="Participant">With whom.</param>
/// <param name="Note">More, for people.</param>
public sealed record FlowFate(JournalKind Kind, DateTimeOffset At, string Service, string? Participant, string? Note);
