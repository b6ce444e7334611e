using EdaKit.Journal;
using MassTransit;

namespace EdaKit.Sagas.Timeline;

/// <summary>Records of any state machine which messages came and which states it entered.</summary>
internal sealed class TimelineObserver<TInstance>(TimeProvider time) : IEventObserver<TInstance>, IStateObserver<TInstance>
    where TInstance : class, SagaStateMachineInstance
{
    public Task PreExecute<T>(BehaviorContext<TInstance, T> context)
        where T : class
    {
        // What enters and leaves states is raised as an event too.
        if (!typeof(State).IsAssignableFrom(typeof(T)))
            Add(context, TimelineKind.Received, NameOf<T>.Value, context.MessageId, null);

        return Task.CompletedTask;
    }

    public Task StateChanged(BehaviorContext<TInstance> context, State currentState, State? previousState)
    {
        // Every instance comes from nowhere into the initial state, before its first message.
        if (previousState is null)
            return Task.CompletedTask;

        Add(context, TimelineKind.Moved, currentState.Name, null, $"from {previousState.Name}");

        if (context.TryGetPayload<IJournal>(out var journal))
            journal.Add(SagaJournal.Moved(context, previousState.Name, currentState.Name, time.GetUtcNow()));

        return Task.CompletedTask;
    }

    public Task PreExecute(BehaviorContext<TInstance> context) => Task.CompletedTask;

    public Task PostExecute(BehaviorContext<TInstance> context) => Task.CompletedTask;

    public Task PostExecute<T>(BehaviorContext<TInstance, T> context)
        where T : class => Task.CompletedTask;

    public Task ExecuteFault(BehaviorContext<TInstance> context, Exception exception) => Task.CompletedTask;

    public Task ExecuteFault<T>(BehaviorContext<TInstance, T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private void Add(BehaviorContext<TInstance> context, TimelineKind kind, string name, Guid? messageId, string? note)
    {
        if (!context.TryGetPayload<ISagaTimeline>(out var timeline))
            return;

        timeline.Add(new()
        {
            SagaId = context.Saga.CorrelationId,
            Saga = context.StateMachine.Name,
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Kind = kind,
            Name = name,
            MessageId = messageId,
            CausationId = kind == TimelineKind.Moved ? context.MessageId : null,
            Note = note,
        });
    }

    /// <summary>Found once: reading a contract's attribute is too slow to do it for each message.</summary>
    private static class NameOf<T>
    {
        public static readonly string Value = MessageNames.Of(typeof(T));
    }
}
