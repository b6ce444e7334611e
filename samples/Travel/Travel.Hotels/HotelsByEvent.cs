using MassTransit;
using Travel.Contracts.Choreography;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Hotels;

/// <summary>
/// Takes part in choreographed trips: goes on where the flight is booked, says what became of it, and undoes its part when somebody fails.
/// </summary>
internal sealed class HotelsByEvent(BookingDesk<HotelsDb> desk) : IConsumer<FlightBooked>, IConsumer<Fault<FlightBooked>>, IConsumer<BookingFailed>
{
    public async Task Consume(ConsumeContext<FlightBooked> context)
    {
        var (trip, itinerary) = (context.Message.TripId, context.Message.Itinerary);
        var result = await desk.BookAsync(trip, OfferKind.Hotel, itinerary.Hotel, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new HotelBooked(trip, itinerary, reference), result.After);
        else
            await context.Publish(new BookingFailed(trip, HotelsModule.Name, result.Reason!));
    }

    /// <summary>This service could not handle the event, however often it tried. Nobody else would ever say so.</summary>
    public async Task Consume(ConsumeContext<Fault<FlightBooked>> context)
    {
        if (context.IsOfThisEndpoint() && await desk.GiveUpAsync(context.Message.Message.TripId, context.CancellationToken))
            await context.Publish(new BookingFailed(context.Message.Message.TripId, HotelsModule.Name, context.Message.Reason()));
    }

    public async Task Consume(ConsumeContext<BookingFailed> context)
    {
        if (await desk.CancelAsync(context.Message.TripId, OfferKind.Hotel, context.CancellationToken))
            await context.Publish(new BookingUndone(context.Message.TripId, HotelsModule.Name));
    }
}
