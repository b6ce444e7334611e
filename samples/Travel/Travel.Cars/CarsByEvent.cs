using MassTransit;
using Travel.Contracts.Choreography;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Cars;

/// <summary>
/// Takes part in choreographed trips: goes on where the hotel is booked, says what became of it, and undoes its part when somebody fails.
/// </summary>
internal sealed class CarsByEvent(BookingDesk<CarsDb> desk) : IConsumer<HotelBooked>, IConsumer<Fault<HotelBooked>>, IConsumer<BookingFailed>
{
    public async Task Consume(ConsumeContext<HotelBooked> context)
    {
        var (trip, itinerary) = (context.Message.TripId, context.Message.Itinerary);
        var result = await desk.BookAsync(trip, OfferKind.Car, itinerary.Car, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new CarBooked(trip, itinerary, reference), result.After);
        else
            await context.Publish(new BookingFailed(trip, CarsModule.Name, result.Reason!));
    }

    /// <summary>This service could not handle the event, however often it tried. Nobody else would ever say so.</summary>
    public async Task Consume(ConsumeContext<Fault<HotelBooked>> context)
    {
        if (context.IsOfThisEndpoint() && await desk.GiveUpAsync(context.Message.Message.TripId, context.CancellationToken))
            await context.Publish(new BookingFailed(context.Message.Message.TripId, CarsModule.Name, context.Message.Reason()));
    }

    public async Task Consume(ConsumeContext<BookingFailed> context)
    {
        if (await desk.CancelAsync(context.Message.TripId, OfferKind.Car, context.CancellationToken))
            await context.Publish(new BookingUndone(context.Message.TripId, CarsModule.Name));
    }
}
