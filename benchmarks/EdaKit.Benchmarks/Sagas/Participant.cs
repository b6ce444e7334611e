using MassTransit;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>All participants in one. They answer at once, so that the saga is what is measured.</summary>
internal sealed class Participant : IConsumer<BookFlight>, IConsumer<BookHotel>, IConsumer<ChargeCard>, IConsumer<SendTickets>
{
    public Task Consume(ConsumeContext<BookFlight> context) => context.RespondAsync(new FlightBooked(context.Message.TripId, "F17"));

    public Task Consume(ConsumeContext<BookHotel> context) => context.RespondAsync(new HotelBooked(context.Message.TripId));

    public Task Consume(ConsumeContext<ChargeCard> context) => context.RespondAsync(new CardCharged(context.Message.TripId));

    public Task Consume(ConsumeContext<SendTickets> context) => context.RespondAsync(new TicketsSent(context.Message.TripId));
}

/// <summary>Hears which trips have ended.</summary>
internal sealed class TripWatch(Trips trips) : IConsumer<TripBooked>
{
    public Task Consume(ConsumeContext<TripBooked> context)
    {
        trips.Ended(context.Message.TripId);
        return Task.CompletedTask;
    }
}
