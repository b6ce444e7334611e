using MassTransit;

namespace EdaKit.Sagas.Tests.Support;

public sealed record ApplyForVisa(Guid VisaId, string Passport);

public sealed record StampVisa(Guid VisaId, bool ThenFail = false);

public sealed record WithdrawVisa(Guid VisaId);

public sealed record PassportExpired(string Passport);

public sealed record VisaStamped(Guid VisaId, int Stamps);

/// <summary>A plain state machine, as MassTransit's documentation would have it.</summary>
public sealed class VisaMachine : MassTransitStateMachine<VisaState>
{
    public VisaMachine()
    {
        InstanceState(visa => visa.CurrentState);
        Event(() => Applied, e => e.CorrelateById(context => context.Message.VisaId));
        Event(() => Stamped, e =>
        {
            e.CorrelateById(context => context.Message.VisaId);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Event(() => Withdrawn, e => e.CorrelateById(context => context.Message.VisaId));
        Event(() => Expired, e => e.CorrelateBy((visa, context) => visa.Passport == context.Message.Passport));

        Initially(When(Applied).Then(context => context.Saga.Passport = context.Message.Passport).Then(context => context.Saga.Applications++).TransitionTo(Valid));
        During(Valid,
            When(Applied).Then(context => context.Saga.Applications++),
            When(Stamped)
                .Then(context => context.Saga.Stamps++)
                .Publish(context => new VisaStamped(context.Saga.CorrelationId, context.Saga.Stamps))
                .Then(context =>
                {
                    if (context.Message.ThenFail)
                        throw new InvalidOperationException("the stamp broke");
                }),
            When(Expired).TransitionTo(Void),
            When(Withdrawn).Finalize());
        SetCompletedWhenFinalized();
    }

    public State Valid { get; private set; } = null!;
    public State Void { get; private set; } = null!;
    public Event<ApplyForVisa> Applied { get; private set; } = null!;
    public Event<StampVisa> Stamped { get; private set; } = null!;
    public Event<WithdrawVisa> Withdrawn { get; private set; } = null!;
    public Event<PassportExpired> Expired { get; private set; } = null!;
}
