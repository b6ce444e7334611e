using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Travel.Contracts.Orchestration;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Flights;

/// <summary>
/// Takes part in orchestrated trips: does what the coordinator asks for, and answers. A command that comes twice gets the same answer twice.
/// </summary>
[AnswersAgain]
internal sealed class FlightsByCommand(BookingDesk<FlightsDb> desk) : IConsumer<BookFlight>, IConsumer<CancelFlight>
{
    public async Task Consume(ConsumeContext<BookFlight> context)
    {
        var trip = context.Message.TripId;
        var result = await desk.BookAsync(trip, OfferKind.Flight, context.Message.Flight, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new FlightConfirmed(trip, reference), result.After);
        else
            await context.Publish(new FlightRefused(trip, result.Reason!));
    }

    public async Task Consume(ConsumeContext<CancelFlight> context)
    {
        await desk.CancelAsync(context.Message.TripId, OfferKind.Flight, context.CancellationToken);
        await context.Publish(new FlightCancelled(context.Message.TripId));
    }
}
