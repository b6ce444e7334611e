using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Flow;
using MassTransit;

namespace EdaKit.Core.Tests.Flow.Parts;

/// <summary>Under which an order is published as well, so that who listens to it hears of orders.</summary>
public interface ISomethingOfAnOrder;

[EventContract("tests.order-packed", version: 3, OldestReader = 2)]
public sealed record OrderPacked(string OrderNumber) : ISomethingOfAnOrder;

[Publishes<OrderBilled>]
[Publishes<PriceQuestion>(Sometimes = true, On = typeof(OrderPlaced), MayLoop = true)]
public sealed class BillOrders : Idle<OrderPlaced>;

public sealed class BillBatches : Idle<Batch<OrderPlaced>>;

public sealed class MendBills : Idle<Fault<OrderPlaced>>;

public sealed class Silent : Idle<OrderBilled>;

[PublishesNothing]
public sealed class Quiet : Idle<OrderBilled>;

[Publishes<OrderPacked>]
public abstract class PackingJob;

public sealed class NightlyPacking : PackingJob;

/// <summary>Does nothing with what it consumes.</summary>
public abstract class Idle<T> : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context) => Task.CompletedTask;
}

public sealed class ParcelState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public Guid? WaitToken { get; set; }
}

public sealed record WaitedLongEnough(Guid ParcelId);

[Publishes<BillOrder>]
public sealed class ParcelSaga : MassTransitStateMachine<ParcelState>
{
    public ParcelSaga()
    {
        Name("tests.parcel");
        InstanceState(state => state.CurrentState);
        Event(() => Packed, e => e.CorrelateBy((state, context) => state.CurrentState == context.Message.OrderNumber).SelectId(_ => NewId.NextGuid()));
        Schedule(() => Wait, state => state.WaitToken, schedule => schedule.Received = e => e.CorrelateById(context => context.Message.ParcelId));
        Initially(When(Packed).Then(_ => { }));
    }

    public Event<OrderPacked> Packed { get; } = null!;

    public Schedule<ParcelState, WaitedLongEnough> Wait { get; } = null!;
}
