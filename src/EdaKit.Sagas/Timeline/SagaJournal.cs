using EdaKit.Journal;
using MassTransit;

namespace EdaKit.Sagas.Timeline;

/// <summary>What the journal is told of sagas. All the rest is in their timelines.</summary>
internal static class SagaJournal
{
    /// <summary>An instance went from one state to another.</summary>
    public static JournalEntry Moved<TInstance>(BehaviorContext<TInstance> context, string from, string to, DateTimeOffset at)
        where TInstance : class, SagaStateMachineInstance => Of(context, JournalKind.Moved, context.StateMachine.Name, $"{from} -> {to}", at);

    /// <summary>A message had no effect.</summary>
    public static JournalEntry Ignored<TInstance>(BehaviorContext<TInstance> context, string saga, string state, DateTimeOffset at)
        where TInstance : class, SagaStateMachineInstance => Of(context, JournalKind.Ignored, saga, $"in {state}", at);

    /// <summary>An instance was set aside for a person.</summary>
    public static JournalEntry Parked<TInstance>(BehaviorContext<TInstance> context, string saga, string reason, DateTimeOffset at)
        where TInstance : class, SagaStateMachineInstance => Of(context, JournalKind.Parked, saga, reason, at);

    private static JournalEntry Of<TInstance>(BehaviorContext<TInstance> context, JournalKind kind, string saga, string note, DateTimeOffset at)
        where TInstance : class, SagaStateMachineInstance => new()
    {
        At = at.ToUnixTimeMilliseconds(),
        Kind = kind,
        ConversationId = context.ConversationId,
        CausationId = context.GetOriginalMessageId() ?? context.MessageId,
        CorrelationId = context.Saga.CorrelationId,
        Participant = saga,
        Note = note,
    };
}
