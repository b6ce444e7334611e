using EdaKit.Flow.Parts;
using EdaKit.Sagas.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Flow;

public sealed class When_a_step_saga_takes_part_in_a_flow
{
    [Fact]
    public async Task Should_declare_by_its_steps_what_it_publishes()
    {
        await using var services = new ServiceCollection().AddLogging().AddMassTransit(x =>
        {
            x.AddSagaStateMachine<TripSaga, TripState>().InMemoryRepository();
            x.AddEdaKit(eda => eda.Flow.AddService("trips"));
            x.UsingInMemory((context, bus) =>
            {
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        }).BuildServiceProvider();

        var saga = Assert.Single(services.GetRequiredService<FlowParts>().Only().Participants);

        Assert.Equal((nameof(TripState), ParticipantKind.Saga, "test.trip", false), (saga.Name, saga.Kind, saga.Saga, saga.IsDeclared));
        Assert.Equal(
        [
            "edakit.saga-parked?", "edakit.saga-timer?", "test.book-car?", "test.book-flight", "test.book-hotel", "test.cancel-car?", "test.cancel-flight?", "test.cancel-hotel?",
            "test.charge-card", "test.send-tickets", "test.trip-booked?", "test.trip-failed?",
        ], saga.Publishes.Select(output => $"{output.Contract}{(output.Sometimes ? "?" : "")}"));
        Assert.Contains(saga.ListensTo, input => input is { Contract: "test.flight-booked", IsFault: false });
        Assert.Contains(saga.ListensTo, input => input is { Contract: "test.book-flight", IsFault: true });
    }
}
