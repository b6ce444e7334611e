using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Travel.Contracts.Orchestration;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Cars;

/// <summary>
/// Takes part in orchestrated trips: does what the coordinator asks for, and answers. A command that comes twice gets the same answer twice.
/// </summary>
[AnswersAgain]
internal sealed class CarsByCommand(BookingDesk<CarsDb> desk) : IConsumer<BookCar>, IConsumer<CancelCar>
{
    public async Task Consume(ConsumeContext<BookCar> context)
    {
        var trip = context.Message.TripId;
        var result = await desk.BookAsync(trip, OfferKind.Car, context.Message.Car, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new CarConfirmed(trip, reference), result.After);
        else
            await context.Publish(new CarRefused(trip, result.Reason!));
    }

    public async Task Consume(ConsumeContext<CancelCar> context)
    {
        await desk.CancelAsync(context.Message.TripId, OfferKind.Car, context.CancellationToken);
        await context.Publish(new CarCancelled(context.Message.TripId));
    }
}
