using EdaKit.Sagas.Timeline;
using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>A command or compensation: how it is made of the state, and where it goes.</summary>
internal abstract class CommandDefinition<TState>(Type messageType, Uri? destination)
    where TState : StepSagaState
{
    public Type MessageType { get; } = messageType;

    /// <summary>How people name the message. Found once: reading a contract's attribute is too slow to do it for each message.</summary>
    public string Name { get; } = MessageNames.Of(messageType);

    public Uri? Destination { get; } = destination;

    /// <summary>Sends it under a message id that stays the same for all attempts. Answers and faults come back to the saga's own endpoint.</summary>
    public abstract Task SendAsync(BehaviorContext<TState> context, Guid messageId);
}

/// <inheritdoc/>
internal sealed class CommandDefinition<TState, TCommand>(Func<TState, TCommand> make, Uri? destination) : CommandDefinition<TState>(typeof(TCommand), destination)
    where TState : StepSagaState
    where TCommand : class
{
    public override Task SendAsync(BehaviorContext<TState> context, Guid messageId)
    {
        var command = make(context.Saga)
            ?? throw new InvalidOperationException($"The saga '{context.Saga.Saga}' made no '{typeof(TCommand).Name}' for instance '{context.Saga.CorrelationId}'. "
                + "Return a message from the function that is given to Command or Compensate.");

        var pipe = Pipe.Execute<SendContext<TCommand>>(sending =>
        {
            sending.MessageId = messageId;
            sending.CorrelationId = context.Saga.CorrelationId;
            sending.ResponseAddress = context.ReceiveContext.InputAddress;
            sending.FaultAddress = context.ReceiveContext.InputAddress;
        });

        return Destination is null ? context.Publish(command, pipe, context.CancellationToken) : SendAsync(context, Destination, command, pipe);
    }

    private static async Task SendAsync(BehaviorContext<TState> context, Uri destination, TCommand command, IPipe<SendContext<TCommand>> pipe)
    {
        var endpoint = await context.GetSendEndpoint(destination);
        await endpoint.Send(command, pipe, context.CancellationToken);
    }
}
