using MassTransit;
using Travel.Contracts.Choreography;

namespace Travel.Trips.Choreographed;

/// <summary>
/// Writes down what happens to choreographed trips. Nothing depends on it: the services find their way without anybody, and so nobody else could
/// tell a traveller how far it has come.
/// </summary>
internal sealed class FollowTrips(TripsDb db, TimeProvider clock)
    : IConsumer<FlightBooked>, IConsumer<HotelBooked>, IConsumer<CarBooked>, IConsumer<TripPaid>, IConsumer<TicketsIssued>, IConsumer<BookingFailed>,
        IConsumer<BookingUndone>
{
    public Task Consume(ConsumeContext<FlightBooked> context) => Add(context.Message.TripId, nameof(FlightBooked), Chain.Flights, context.Message.Reference);

    public Task Consume(ConsumeContext<HotelBooked> context) => Add(context.Message.TripId, nameof(HotelBooked), Chain.Hotels, context.Message.Reference);

    public Task Consume(ConsumeContext<CarBooked> context) => Add(context.Message.TripId, nameof(CarBooked), Chain.Cars, context.Message.Reference);

    public Task Consume(ConsumeContext<TripPaid> context) => Add(context.Message.TripId, nameof(TripPaid), Chain.Payments, context.Message.Reference);

    public Task Consume(ConsumeContext<TicketsIssued> context) => Add(context.Message.TripId, nameof(TicketsIssued), Chain.Flights, null);

    public Task Consume(ConsumeContext<BookingFailed> context) =>
        Add(context.Message.TripId, nameof(BookingFailed), context.Message.Service, context.Message.Reason);

    public Task Consume(ConsumeContext<BookingUndone> context) => Add(context.Message.TripId, nameof(BookingUndone), context.Message.Service, null);

    private async Task Add(Guid trip, string name, string service, string? detail)
    {
        // A service says the same again where somebody puts its message back from an error queue.
        if (await db.Events.FindAsync(trip, name, service) is null)
            db.Events.Add(new() { TripId = trip, Name = name, Service = service, Detail = detail, At = clock.GetUtcNow().UtcDateTime });
    }
}
