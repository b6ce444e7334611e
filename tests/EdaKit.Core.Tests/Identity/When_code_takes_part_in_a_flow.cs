using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Identity;
using MassTransit;

namespace EdaKit.Core.Tests.Identity;

public sealed class When_code_takes_part_in_a_flow
{
    private static readonly MessageFlow Flow = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public async Task Should_send_its_ids_with_what_is_published()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x => x.AddConsumer<Watch<NoContract>>());

        using (Flow.Enter())
            await bus.Bus.Publish(new NoContract("x"));

        var received = await bus.Received.FirstAsync<NoContract>();
        Assert.Equal((Flow.ConversationId, Flow.CorrelationId, Flow.CausationId), (received.ConversationId, received.CorrelationId, received.GetCausationId()));
    }

    [Fact]
    public async Task Should_leave_the_business_key_to_the_message_and_ids_to_the_sender()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x => x.AddConsumer<Watch<OrderPlaced>>());
        var conversation = Guid.NewGuid();

        using (Flow.Enter())
            await bus.Bus.Publish(new OrderPlaced("17"), context => context.ConversationId = conversation);

        var received = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Equal((conversation, BusinessKeyId.From("OrderNumber", "17"), Flow.CausationId), (received.ConversationId, received.CorrelationId, received.GetCausationId()));
    }

    [Fact]
    public async Task Should_follow_what_is_awaited_and_end_when_it_is_left()
    {
        var inner = MessageFlow.Begin();

        using (Flow.Enter())
        {
            Assert.Same(Flow, await Task.Run(() => MessageFlow.Current, TestContext.Current.CancellationToken));

            using (inner.Enter())
                Assert.Same(inner, MessageFlow.Current);

            Assert.Same(Flow, MessageFlow.Current);
        }

        Assert.Null(MessageFlow.Current);
        Assert.NotEqual(Guid.Empty, inner.ConversationId);
        Assert.Equal((null, null), (inner.CorrelationId, inner.CausationId));
    }
}
