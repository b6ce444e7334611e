using EdaKit.Contracts;
using EdaKit.Outbox.Tests.Support;
using MassTransit;

namespace EdaKit.Outbox.Tests.Inbox;

public sealed class When_a_saga_is_behind_the_inbox
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_handle_each_message_once_and_send_through_the_outbox(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddSagaStateMachine<OrderMachine, OrderState>().InMemoryRepository();
            x.AddConsumer<WatchNotes>();
        });

        var messageId = NewId.NextGuid();
        await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);
        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);
        await Eventually.IsAsync(1, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1201)));

        await app.Bus.Publish(new OrderPlaced("1"));

        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(2);
        Assert.Equal(["placed 1 time(s)", "placed 2 time(s)"], notes.Select(note => note.Message.OrderNumber));
        Assert.All(notes, note => Assert.Equal(BusinessKeyId.From("OrderNumber", note.Message.OrderNumber), note.Context.CorrelationId));
    }

    public sealed class OrderState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string CurrentState { get; set; } = "";
        public int Placed { get; set; }
    }

    public sealed class OrderMachine : MassTransitStateMachine<OrderState>
    {
        public OrderMachine()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Placed, e => e.CorrelateById(context => context.CorrelationId!.Value));
            Initially(When(Placed).Then(context => context.Saga.Placed++)
                .Publish(context => new OrderNoted($"placed {context.Saga.Placed} time(s)")).TransitionTo(Open));
            During(Open, When(Placed).Then(context => context.Saga.Placed++)
                .Publish(context => new OrderNoted($"placed {context.Saga.Placed} time(s)")));
        }

        public State Open { get; } = null!;
        public Event<OrderPlaced> Placed { get; } = null!;
    }
}
