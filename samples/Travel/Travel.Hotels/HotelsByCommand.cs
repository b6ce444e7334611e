using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Travel.Contracts.Orchestration;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Hotels;

/// <summary>
/// Takes part in orchestrated trips: does what the coordinator asks for, and answers. A command that comes twice gets the same answer twice.
/// </summary>
[AnswersAgain]
internal sealed class HotelsByCommand(BookingDesk<HotelsDb> desk) : IConsumer<BookHotel>, IConsumer<CancelHotel>
{
    public async Task Consume(ConsumeContext<BookHotel> context)
    {
        var trip = context.Message.TripId;
        var result = await desk.BookAsync(trip, OfferKind.Hotel, context.Message.Hotel, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new HotelConfirmed(trip, reference), result.After);
        else
            await context.Publish(new HotelRefused(trip, result.Reason!));
    }

    public async Task Consume(ConsumeContext<CancelHotel> context)
    {
        await desk.CancelAsync(context.Message.TripId, OfferKind.Hotel, context.CancellationToken);
        await context.Publish(new HotelCancelled(context.Message.TripId));
    }
}
