using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Steps;

/// <summary>A saga of version 2, which has a hotel, meets instances that began with version 1, which had none.</summary>
public sealed class When_a_flow_has_changed
{
    [Fact]
    public async Task Should_end_an_instance_on_the_version_with_which_it_began()
    {
        var (old, young) = (NewId.NextGuid(), NewId.NextGuid());
        await using var services = Start<KeepingSaga>(old);
        var (harness, agency) = (services.GetRequiredService<ITestHarness>(), services.GetRequiredService<Agency>());
        await harness.Start();

        await harness.Bus.Publish(new FlightBooked(old), TestContext.Current.CancellationToken);
        await harness.Bus.Publish(new BookTrip(young), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<TripBooked>(booked => booked.Context.Message.TripId == old, TestContext.Current.CancellationToken));
        Assert.True(await harness.Published.Any<TripBooked>(booked => booked.Context.Message.TripId == young, TestContext.Current.CancellationToken));
        Assert.Empty(agency.Of(old));
        Assert.Equal(["BookFlight", "BookHotel"], agency.Of(young));
        await harness.Stop();
        LogContext.Current = null;
    }

    [Fact]
    public async Task Should_find_an_instance_as_its_own_version_says()
    {
        var old = NewId.NextGuid();
        await using var services = Start<RebookingSaga>(old);
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();

        await harness.Bus.Publish(new SeatBooked(CorrelationId: NewId.NextGuid(), TripId: old), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<TripBooked>(booked => booked.Context.Message.TripId == old, TestContext.Current.CancellationToken));
        await harness.Stop();
        LogContext.Current = null;
    }

    [Fact]
    public async Task Should_fault_and_change_nothing_where_the_version_is_gone()
    {
        var old = NewId.NextGuid();
        await using var services = Start<ForgettingSaga>(old);
        var harness = services.GetRequiredService<ITestHarness>();
        await harness.Start();

        await harness.Bus.Publish(new FlightBooked(old), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<Fault<FlightBooked>>(TestContext.Current.CancellationToken));
        var fault = harness.Published.Select<Fault<FlightBooked>>(TestContext.Current.CancellationToken).First().Context.Message;
        Assert.Contains("Keep it with EarlierFlow(1, …)", fault.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal("Flight", harness.GetSagaStateMachineHarness<ForgettingSaga, TripState>().Sagas.Contains(old).CurrentState);
        await harness.Stop();
        LogContext.Current = null;
    }

    private static ServiceProvider Start<TSaga>(Guid old)
        where TSaga : StepSaga<TripState> => new ServiceCollection()
        .AddLogging().AddSingleton<Agency>()
        .AddMassTransitTestHarness(x =>
        {
            x.AddDelayedMessageScheduler();
            x.AddSagaStateMachine<TSaga, TripState>().InMemoryRepository();
            x.AddConsumer<Participant>();
            x.UsingInMemory((context, bus) =>
            {
                bus.UseDelayedMessageScheduler();
                bus.ConfigureEndpoints(context);
                context.GetRequiredService<MassTransit.Saga.IndexedSagaDictionary<TripState>>().Add(new(Waiting(old)));
            });
        }).BuildServiceProvider(true);

    private static TripState Waiting(Guid trip) => new()
    {
        CorrelationId = trip,
        Saga = "test.changed",
        DefinitionVersion = 1,
        CurrentState = "Flight",
        Steps = [new() { Step = "Flight", Outcome = StepOutcome.Waiting, DueAt = DateTime.UtcNow.AddMinutes(1) }],
    };

    /// <summary>Its own id is not the trip's.</summary>
    public sealed record SeatBooked(Guid CorrelationId, Guid TripId);

    /// <summary>Version 1 had an answer that version 2 does not know.</summary>
    public sealed class RebookingSaga : StepSaga<TripState>
    {
        public RebookingSaga()
        {
            EarlierFlow(1, flow =>
            {
                flow.Correlate<SeatBooked>(booked => booked.TripId).WhenCompleted(state => new TripBooked(state.CorrelationId));
                Flight(flow).Success<SeatBooked>();
            });

            Flow<BookTrip>("test.changed", 2, (_, _) => { }, flow => Flight(flow).Success<FlightBooked>());
        }

        private static StepBuilder<TripState> Flight(FlowBuilder<TripState> flow) => flow.Timeout(TimeSpan.FromSeconds(30))
            .Step("Flight").Command(state => new BookFlight(state.CorrelationId)).Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, null));
    }

    public sealed class KeepingSaga() : ChangedSaga(keepsVersion1: true);

    public sealed class ForgettingSaga() : ChangedSaga(keepsVersion1: false);

    public abstract class ChangedSaga : StepSaga<TripState>
    {
        protected ChangedSaga(bool keepsVersion1)
        {
            if (keepsVersion1)
                EarlierFlow(1, Flight);

            Flow<BookTrip>("test.changed", 2, (_, _) => { }, flow =>
            {
                Flight(flow);
                flow.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>()
                    .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId));
            });
        }

        private static void Flight(FlowBuilder<TripState> flow)
        {
            flow.Timeout(TimeSpan.FromSeconds(30)).WhenCompleted(state => new TripBooked(state.CorrelationId));
            flow.Step("Flight").Command(state => new BookFlight(state.CorrelationId)).Success<FlightBooked>()
                .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, null));
        }
    }
}
