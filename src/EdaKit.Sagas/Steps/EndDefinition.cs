using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>What is published when a flow has ended.</summary>
internal abstract class EndDefinition<TState>(Type messageType)
    where TState : StepSagaState
{
    public Type MessageType { get; } = messageType;

    public abstract Task PublishAsync(BehaviorContext<TState> context);
}

/// <inheritdoc/>
internal sealed class EndDefinition<TState, TMessage>(Func<TState, TMessage> make) : EndDefinition<TState>(typeof(TMessage))
    where TState : StepSagaState
    where TMessage : class
{
    public override Task PublishAsync(BehaviorContext<TState> context) => context.Publish(make(context.Saga), context.CancellationToken);
}
