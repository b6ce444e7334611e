using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Orders.Contracts;
using Orders.Participation;

namespace Orders.Loyalty;

/// <summary>Books points, and takes them back.</summary>
[AnswersAgain]
internal sealed class PointsClerk(Participant<LoyaltyDb> participant) : IConsumer<AddPoints>, IConsumer<TakePointsBack>
{
    public async Task Consume(ConsumeContext<AddPoints> context)
    {
        var wanted = context.Message;
        if (wanted.Member == "GONE")
        {
            await context.Publish(new PointsRefused(wanted.OrderId, "The membership has ended."));
            return;
        }

        if (await participant.DoAsync(wanted.OrderId, wanted.Member, wanted.Points, context.CancellationToken))
            await context.Publish(new PointsAdded(wanted.OrderId));
        else
            await context.Publish(new PointsRefused(wanted.OrderId, "The order was cancelled before."));
    }

    public async Task Consume(ConsumeContext<TakePointsBack> context)
    {
        await participant.UndoAsync(context.Message.OrderId, context.CancellationToken);
        await context.Publish(new PointsTakenBack(context.Message.OrderId));
    }
}
