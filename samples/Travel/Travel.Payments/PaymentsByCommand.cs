using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Travel.Contracts.Orchestration;
using Travel.Desks.Booking;

namespace Travel.Payments;

/// <summary>Takes part in orchestrated trips. A command that comes twice takes the money once and gets the same answer twice.</summary>
[AnswersAgain]
internal sealed class PaymentsByCommand(CardDesk desk) : IConsumer<ChargeCard>
{
    public async Task Consume(ConsumeContext<ChargeCard> context)
    {
        var charge = context.Message;
        var result = await desk.ChargeAsync(charge.TripId, charge.Card, charge.Amount, context.CancellationToken);

        if (result.Reference is { } reference)
            await context.AnswerAsync(new CardCharged(charge.TripId, reference), result.After);
        else
            await context.Publish(new CardRefused(charge.TripId, result.Reason!));
    }
}
