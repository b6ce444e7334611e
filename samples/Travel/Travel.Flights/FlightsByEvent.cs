using MassTransit;
using Travel.Contracts.Choreography;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Flights;

/// <summary>
/// Takes part in choreographed trips: begins when a trip is requested, says what became of it, and undoes its part when somebody fails.
/// </summary>
internal sealed class FlightsByEvent(BookingDesk<FlightsDb> desk) : IConsumer<TripRequested>, IConsumer<Fault<TripRequested>>, IConsumer<BookingFailed>
{
    public async Task Consume(ConsumeContext<TripRequested> context)
    {
        var (trip, itinerary) = (context.Message.TripId, context.Message.Itinerary);
        var result = await desk.BookAsync(trip, OfferKind.Flight, itinerary.Flight, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new FlightBooked(trip, itinerary, reference), result.After);
        else
            await context.Publish(new BookingFailed(trip, FlightsModule.Name, result.Reason!));
    }

    /// <summary>This service could not handle the event, however often it tried. Nobody else would ever say so.</summary>
    public async Task Consume(ConsumeContext<Fault<TripRequested>> context)
    {
        if (context.IsOfThisEndpoint() && await desk.GiveUpAsync(context.Message.Message.TripId, context.CancellationToken))
            await context.Publish(new BookingFailed(context.Message.Message.TripId, FlightsModule.Name, context.Message.Reason()));
    }

    public async Task Consume(ConsumeContext<BookingFailed> context)
    {
        if (await desk.CancelAsync(context.Message.TripId, OfferKind.Flight, context.CancellationToken))
            await context.Publish(new BookingUndone(context.Message.TripId, FlightsModule.Name));
    }
}
