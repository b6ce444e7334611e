using MassTransit;
using Travel.Contracts.Choreography;
using Travel.Desks.Booking;

namespace Travel.Payments;

/// <summary>Takes part in choreographed trips: takes the money when the car, the last thing to book, is booked.</summary>
internal sealed class PaymentsByEvent(CardDesk desk) : IConsumer<CarBooked>, IConsumer<Fault<CarBooked>>
{
    public async Task Consume(ConsumeContext<CarBooked> context)
    {
        var (trip, itinerary) = (context.Message.TripId, context.Message.Itinerary);
        var result = await desk.ChargeAsync(trip, itinerary.Card, itinerary.Price, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new TripPaid(trip, reference), result.After);
        else
            await context.Publish(new BookingFailed(trip, PaymentsModule.Name, result.Reason!));
    }

    /// <summary>This service could not handle the event, however often it tried. Nobody else would ever say so.</summary>
    public async Task Consume(ConsumeContext<Fault<CarBooked>> context)
    {
        if (context.IsOfThisEndpoint() && await desk.GiveUpAsync(context.Message.Message.TripId, context.CancellationToken))
            await context.Publish(new BookingFailed(context.Message.Message.TripId, PaymentsModule.Name, context.Message.Reason()));
    }
}
