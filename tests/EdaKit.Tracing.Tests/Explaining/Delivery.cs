using EdaKit.Contracts;
using EdaKit.Sagas.Steps;
using MassTransit;

namespace EdaKit.Tracing.Tests.Explaining;

[EventContract("shop.delivery-asked", 1)]
public sealed record DeliveryAsked([property: BusinessKey] Guid Delivery);

[EventContract("shop.ask-fee", 1)]
public sealed record AskFee([property: BusinessKey] Guid Delivery);

/// <summary>Comes from outside, when the customer has paid.</summary>
[EventContract("shop.fee-paid", 1)]
public sealed record FeePaid([property: BusinessKey] Guid Delivery);

[EventContract("shop.fee-refused", 1)]
public sealed record FeeRefused([property: BusinessKey] Guid Delivery);

[EventContract("shop.pack-parcel", 1)]
public sealed record PackParcel([property: BusinessKey] Guid Delivery);

[EventContract("shop.parcel-packed", 1)]
public sealed record ParcelPacked([property: BusinessKey] Guid Delivery);

[EventContract("shop.delivery-done", 1)]
public sealed record DeliveryDone([property: BusinessKey] Guid Delivery);

public sealed class DeliveryState : StepSagaState;

/// <summary>The customer pays a fee, then the parcel is packed.</summary>
public sealed class DeliverySaga : StepSaga<DeliveryState>
{
    public DeliverySaga() => Flow<DeliveryAsked>("shop.delivery", 1, (_, _) => { }, flow =>
    {
        flow.Timeout(TimeSpan.FromHours(2)).WhenCompleted(state => new DeliveryDone(state.CorrelationId));
        flow.Step("Fee").Command(state => new AskFee(state.CorrelationId)).Success<FeePaid>().Failure<FeeRefused>().Pivot();
        flow.Step("Parcel").Command(state => new PackParcel(state.CorrelationId)).Success<ParcelPacked>().Retriable(StepRetry.After(TimeSpan.FromMilliseconds(50)));
    });
}

public sealed class Packer(ShopBehavior behavior) : IConsumer<PackParcel>
{
    public async Task Consume(ConsumeContext<PackParcel> context)
    {
        if (await behavior.RunAsync(nameof(Packer)))
            await context.Publish(new ParcelPacked(context.Message.Delivery));
    }
}
