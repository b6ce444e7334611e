using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Steps;

/// <summary>The messages of several participants have the same short names, and some are named like what every step saga listens to.</summary>
public sealed class When_messages_share_a_short_name
{
    private readonly Guid _trip = NewId.NextGuid();

    [Fact]
    public async Task Should_hear_every_answer()
    {
        await using var services = Build();
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();

        await harness.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<TripBooked>(TestContext.Current.CancellationToken));
        await harness.Stop();
        LogContext.Current = null;
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_hear_every_fault(bool ofFlight)
    {
        await using var services = Build();
        var (harness, agency) = (services.GetRequiredService<ITestHarness>(), services.GetRequiredService<Agency>());
        await harness.Start();

        if (ofFlight)
            agency.Plan<Flights.Book>(_trip, Agency.Fail);
        else
            agency.Plan<Hotels.Book>(_trip, Agency.Fail);

        await harness.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<TripFailed>(TestContext.Current.CancellationToken));
        await harness.Stop();
        LogContext.Current = null;
    }

    private static ServiceProvider Build() => new ServiceCollection()
        .AddLogging().AddSingleton<Agency>()
        .AddMassTransitTestHarness(x =>
        {
            x.AddDelayedMessageScheduler();
            x.AddSagaStateMachine<SharingSaga, TripState>();
            x.AddConsumer<Desk>();
            x.UsingInMemory((context, bus) =>
            {
                bus.UseDelayedMessageScheduler();
                bus.ConfigureEndpoints(context);
            });
        }).BuildServiceProvider(true);

    public static class Flights
    {
        public sealed record Book(Guid CorrelationId);

        public sealed record Booked(Guid CorrelationId);
    }

    public static class Hotels
    {
        public sealed record Book(Guid CorrelationId);

        public sealed record Booked(Guid CorrelationId);
    }

    public sealed record Car;

    public sealed record Train;

    public sealed record Rent<T>(Guid CorrelationId);

    public sealed record Rented<T>(Guid CorrelationId);

    public sealed record Tour(Guid CorrelationId);

    public sealed record Start(Guid CorrelationId);

    public sealed record Stay(Guid CorrelationId);

    public sealed record Resumed(Guid CorrelationId);

    public sealed class SharingSaga : StepSaga<TripState>
    {
        public SharingSaga() => Flow<BookTrip>("test.sharing", 1, (_, _) => { }, flow =>
        {
            flow.Timeout(TimeSpan.FromMinutes(5)).WhenCompleted(state => new TripBooked(state.CorrelationId)).WhenCompensated(state => new TripFailed(state.CorrelationId));

            flow.Parallel("All", all =>
            {
                all.Step("Flight").Command(state => new Flights.Book(state.CorrelationId)).Success<Flights.Booked>().HasNoEffect();
                all.Step("Hotel").Command(state => new Hotels.Book(state.CorrelationId)).Success<Hotels.Booked>().HasNoEffect();
                all.Step("Car").Command(state => new Rent<Car>(state.CorrelationId)).Success<Rented<Car>>().HasNoEffect();
                all.Step("Train").Command(state => new Rent<Train>(state.CorrelationId)).Success<Rented<Train>>().HasNoEffect();
                all.Step("Tour").Command(state => new Tour(state.CorrelationId)).Success<Start>().HasNoEffect();
                all.Step("Stay").Command(state => new Stay(state.CorrelationId)).Success<Resumed>().HasNoEffect();
            });
        });
    }

    public sealed class Desk(Agency agency)
        : IConsumer<Flights.Book>, IConsumer<Hotels.Book>, IConsumer<Rent<Car>>, IConsumer<Rent<Train>>, IConsumer<Tour>, IConsumer<Stay>
    {
        public Task Consume(ConsumeContext<Flights.Book> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Flights.Booked(context.Message.CorrelationId));

        public Task Consume(ConsumeContext<Hotels.Book> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Hotels.Booked(context.Message.CorrelationId));

        public Task Consume(ConsumeContext<Rent<Car>> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Rented<Car>(context.Message.CorrelationId));

        public Task Consume(ConsumeContext<Rent<Train>> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Rented<Train>(context.Message.CorrelationId));

        public Task Consume(ConsumeContext<Tour> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Start(context.Message.CorrelationId));

        public Task Consume(ConsumeContext<Stay> context) => agency.HandleAsync(context, context.Message.CorrelationId, new Resumed(context.Message.CorrelationId));
    }
}
