using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Orders.Contracts;
using Orders.Participation;

namespace Orders.Confirmation;

/// <summary>Sends the mail that confirms an order. It is written down here, and who really sends it takes the entry's key as the mail's.</summary>
[AnswersAgain]
internal sealed class Mailer(Participant<ConfirmationDb> participant) : IConsumer<SendConfirmation>
{
    public async Task Consume(ConsumeContext<SendConfirmation> context)
    {
        await participant.DoAsync(context.Message.OrderId, "mail", 0, context.CancellationToken);
        await context.Publish(new ConfirmationSent(context.Message.OrderId));
    }
}
