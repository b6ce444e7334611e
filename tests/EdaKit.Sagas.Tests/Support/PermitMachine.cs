using MassTransit;

namespace EdaKit.Sagas.Tests.Support;

public sealed record ApplyForPermit(string Passport);

public sealed class PermitState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public string Passport { get; set; } = "";
    public int Applications { get; set; }
}

/// <summary>A plain state machine whose start finds its instance by an expression.</summary>
public class PermitMachine : MassTransitStateMachine<PermitState>
{
    public PermitMachine()
    {
        InstanceState(permit => permit.CurrentState);
        Event(() => Applied, e => e.CorrelateBy((permit, context) => permit.Passport == context.Message.Passport).SelectId(_ => NewId.NextGuid()));

        Initially(When(Applied).Then(context => context.Saga.Passport = context.Message.Passport).Then(context => context.Saga.Applications++).TransitionTo(Granted));
        During(Granted, When(Applied).Then(context => context.Saga.Applications++));
    }

    public State Granted { get; protected set; } = null!;
    public Event<ApplyForPermit> Applied { get; protected set; } = null!;
}
