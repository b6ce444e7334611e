using EdaKit.Sagas.Steps;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Orders.Contracts;

namespace Orders.Ordering;

/// <summary>
/// Reserve the stock, take the payment, update loyalty, send the confirmation. When a step fails, what ran is undone in reverse, and so is a step of
/// which nobody knows whether it ran, loyalty too. The mail cannot be taken back, and so it comes last.
/// </summary>
internal sealed class OrderSaga : StepSaga<OrderState>
{
    private static readonly StepRetry Thrice = StepRetry.After(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    public OrderSaga()
    {
        Flow<PlaceOrder>("orders.order", version: 1, Begin, order =>
        {
            order.Timeout(TimeSpan.FromSeconds(5)).WhenCompensated(state => new OrderCancelled(state.CorrelationId, state.Reason));

            order.Step("Stock")
                .Command(state => new ReserveStock(state.CorrelationId, state.Item, state.Quantity))
                .Success<StockReserved>()
                .Failure<StockRefused>((state, refused) => state.Reason = refused.Reason)
                .Compensate<ReleaseStock, StockReleased>(state => new(state.CorrelationId), Thrice);

            order.Step("Payment").Status("payment pending")
                .Command(state => new TakePayment(state.CorrelationId, state.Card, state.Amount))
                .Success<PaymentTaken>()
                .Failure<PaymentRefused>((state, refused) => state.Reason = refused.Reason)
                .Compensate<RefundPayment, PaymentRefunded>(state => new(state.CorrelationId), Thrice);

            order.Step("Loyalty")
                .Command(state => new AddPoints(state.CorrelationId, state.Member, (int)state.Amount))
                .Success<PointsAdded>()
                .Failure<PointsRefused>((state, refused) => state.Reason = refused.Reason)
                .Compensate<TakePointsBack, PointsTakenBack>(state => new(state.CorrelationId), Thrice);

            order.Step("Confirmation")
                .Command(state => new SendConfirmation(state.CorrelationId))
                .Success<ConfirmationSent>()
                .Retriable(StepRetry.Exponential(10, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        });

        // The saga is removed some time after its end. How it ended, its order keeps, stored in the same transaction.
        WhenEnter(Completed, ended => ended.ThenAsync(KeepAsync));
        WhenEnter(Compensated, ended => ended.ThenAsync(KeepAsync));
    }

    private static void Begin(OrderState state, PlaceOrder start) =>
        (state.Item, state.Quantity, state.Amount, state.Card, state.Member) = (start.Item, start.Quantity, start.Amount, start.Card, start.Member);

    // Where the flow is only explored there is no database.
    private static async Task KeepAsync(BehaviorContext<OrderState> context)
    {
        var saga = context.Saga;
        if (context.TryGetPayload<OrderingDb>(out var db))
            await db.Orders.Where(order => order.Id == saga.CorrelationId).ExecuteUpdateAsync(
                set => set.SetProperty(order => order.EndedAs, saga.CurrentState).SetProperty(order => order.Reason, saga.Reason), context.CancellationToken);
    }
}
