using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Journey;

/// <summary>Sets a timer, and calls by HTTP when it rings.</summary>
public sealed class Shipping : MassTransitStateMachine<ShippingState>
{
    public Shipping()
    {
        InstanceState(state => state.CurrentState);
        Event(() => Billed, e => e.CorrelateById(context => context.CorrelationId!.Value));
        Schedule(() => Wait, state => state.WaitToken, schedule =>
        {
            schedule.Delay = TimeSpan.FromMilliseconds(300);
            schedule.Received = e => e.CorrelateById(context => context.CorrelationId!.Value);
        });

        Initially(When(Billed)
            .Then(Note)
            .Schedule(Wait, context => new Reminder(context.Message.Order))
            .TransitionTo(Waiting));

        During(Waiting, When(Wait.Received)
            .Then(Note)
            .ThenAsync(context => context.GetServiceOrCreateInstance<CustomerClient>().RemindAsync(context.Message.Order, context.CancellationToken))
            .Finalize());
    }

    public Event<Third> Billed { get; private set; } = null!;

    public Schedule<ShippingState, Reminder> Wait { get; private set; } = null!;

    public State Waiting { get; private set; } = null!;

    private static void Note<T>(BehaviorContext<ShippingState, T> context)
        where T : class => context.GetPayload<IServiceProvider>().GetRequiredService<Received>().Add(Hop.Of<T>(context));
}
