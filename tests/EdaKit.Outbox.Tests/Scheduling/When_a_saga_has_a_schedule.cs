using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Tests.Scheduling;

public sealed class When_a_saga_has_a_schedule
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_receive_it_when_it_is_due(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await StartAsync(place);

        await app.Bus.Publish(new TripBooked(NewId.NextGuid(), TimeSpan.FromMilliseconds(300)));

        var note = Assert.Single(await app.Received.WaitForAsync<Seen<OrderNoted>>(1));
        Assert.Equal("expired", note.Message.OrderNumber);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_not_receive_what_it_unschedules(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        var trip = NewId.NextGuid();

        await app.Bus.Publish(new TripBooked(trip, TimeSpan.FromHours(1)));
        await Eventually.IsAsync(1, app.CountRecordsAsync);
        await app.Bus.Publish(new TripPaid(trip));

        Assert.Equal("paid", Assert.Single(await app.Received.WaitForAsync<Seen<OrderNoted>>(1)).Message.OrderNumber);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_replace_an_earlier_schedule_with_a_later_one(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        var trip = NewId.NextGuid();

        await app.Bus.Publish(new TripBooked(trip, TimeSpan.FromHours(1)));
        await Eventually.IsAsync(1, app.CountRecordsAsync);
        var first = await TokenAsync(app);

        await app.Bus.Publish(new TripMoved(trip, TimeSpan.FromHours(2)));
        await Eventually.IsAsync(true, async () => await TokenAsync(app) is { } token && token != first);

        Assert.Equal(1, await app.CountRecordsAsync());
    }

    private static Task<Guid?> TokenAsync(TestApp app) => app.QueryAsync(db => db.Set<OutboxRecord>().Select(record => record.Token).FirstOrDefaultAsync());

    private static Task<TestApp> StartAsync(Place place) => TestApp.StartAsync(place, c => c.Consumers = x =>
    {
        x.AddSagaStateMachine<TripMachine, Trip>().InMemoryRepository();
        x.AddConsumer<WatchNotes>();
    });

    [EventContract("tests.trip-booked", version: 1)]
    public sealed record TripBooked(Guid CorrelationId, TimeSpan ExpiresIn) : CorrelatedBy<Guid>;

    [EventContract("tests.trip-moved", version: 1)]
    public sealed record TripMoved(Guid CorrelationId, TimeSpan ExpiresIn) : CorrelatedBy<Guid>;

    [EventContract("tests.trip-paid", version: 1)]
    public sealed record TripPaid(Guid CorrelationId) : CorrelatedBy<Guid>;

    [EventContract("tests.trip-expired", version: 1)]
    public sealed record TripExpired(Guid CorrelationId) : CorrelatedBy<Guid>;

    public sealed class Trip : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string CurrentState { get; set; } = "";
        public Guid? ExpiryToken { get; set; }
    }

    public sealed class TripMachine : MassTransitStateMachine<Trip>
    {
        public TripMachine()
        {
            InstanceState(trip => trip.CurrentState);
            Schedule(() => Expiry, trip => trip.ExpiryToken);

            Initially(When(Booked)
                .Schedule(Expiry, context => new TripExpired(context.Saga.CorrelationId), context => context.Message.ExpiresIn)
                .TransitionTo(Open));

            During(Open,
                When(Moved).Schedule(Expiry, context => new TripExpired(context.Saga.CorrelationId), context => context.Message.ExpiresIn),
                When(Paid).Unschedule(Expiry).Publish(new OrderNoted("paid")).Finalize(),
                When(Expiry.Received).Publish(new OrderNoted("expired")).Finalize());

            SetCompletedWhenFinalized();
        }

        public State Open { get; } = null!;
        public Event<TripBooked> Booked { get; } = null!;
        public Event<TripMoved> Moved { get; } = null!;
        public Event<TripPaid> Paid { get; } = null!;
        public Schedule<Trip, TripExpired> Expiry { get; } = null!;
    }
}
