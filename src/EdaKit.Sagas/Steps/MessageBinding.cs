using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>A message type that means something to a flow, kept until the machine has its states.</summary>
internal abstract class MessageBinding<TState>
    where TState : StepSagaState
{
    /// <summary>Has the machine listen to the message in all its states.</summary>
    public abstract void Bind(StepSaga<TState> machine, Func<object, Guid> correlate);
}

/// <inheritdoc/>
internal sealed class MessageBinding<TState, TMessage> : MessageBinding<TState>
    where TState : StepSagaState
    where TMessage : class
{
    public override void Bind(StepSaga<TState> machine, Func<object, Guid> correlate) =>
        machine.BindAnswer<TMessage>(message => correlate(message is Fault<object> fault ? fault.Message : message));
}
