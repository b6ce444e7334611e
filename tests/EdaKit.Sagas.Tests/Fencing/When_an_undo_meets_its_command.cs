using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Tests.Fencing;

public sealed class When_an_undo_meets_its_command
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_refuse_a_command_that_comes_after_its_undo(bool onPostgreSql)
    {
        await using var app = await FenceApp.StartAsync(onPostgreSql, x => x.AddConsumer<Flights>());
        var trip = Guid.NewGuid();

        var cancelled = await app.Bus.Request<CancelFlight, FlightCancelled>(new CancelFlight(trip));
        await app.Bus.Request<BookFlight, FlightRefused>(new BookFlight(trip));

        Assert.False(cancelled.Message.WasBooked);
        Assert.Equal(0, await app.QueryAsync(db => db.Bookings.CountAsync()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_undo_a_command_that_came_before(bool onPostgreSql)
    {
        await using var app = await FenceApp.StartAsync(onPostgreSql, x => x.AddConsumer<Flights>());
        var trip = Guid.NewGuid();

        await app.Bus.Request<BookFlight, FlightBooked>(new BookFlight(trip));
        Assert.Equal(1, await app.QueryAsync(db => db.Bookings.CountAsync()));
        var cancelled = await app.Bus.Request<CancelFlight, FlightCancelled>(new CancelFlight(trip));

        Assert.True(cancelled.Message.WasBooked);
        Assert.Equal(0, await app.QueryAsync(db => db.Bookings.CountAsync()));
    }

    [Fact]
    public async Task Should_leave_no_mark_of_an_undo_that_failed()
    {
        await using var app = await FenceApp.StartAsync(false, x =>
        {
            x.AddConsumer<Flights>();
            x.AddConsumer<FailingUndo>();
        });
        var trip = Guid.NewGuid();

        await Assert.ThrowsAsync<RequestFaultException>(() => app.Bus.Request<FailUndo, FlightCancelled>(new FailUndo(trip)));

        await app.Bus.Request<BookFlight, FlightBooked>(new BookFlight(trip));
    }
}

[EdaKit.Contracts.EventContract("travel.fail-undo", version: 1)]
public sealed record FailUndo(Guid TripId);

public sealed class FailingUndo(EdaKit.Sagas.Fencing.IFence<FlightsDb> fence) : IConsumer<FailUndo>
{
    public async Task Consume(ConsumeContext<FailUndo> context)
    {
        await fence.CloseAsync("book-flight", context.Message.TripId, context.CancellationToken);
        throw new InvalidOperationException("The undo fails after it has closed the operation.");
    }
}
