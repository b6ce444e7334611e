using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using EdaKit.Identity;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Core.Tests.Identity;

public sealed class When_a_message_causes_others
{
    [Fact]
    public async Task Should_take_the_correlation_from_the_business_key()
    {
        await using var bus = await StartAsync<Watch<OrderPlaced>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        Assert.Equal(BusinessKeyId.From("OrderNumber", "17"), (await bus.Received.FirstAsync<OrderPlaced>()).CorrelationId);
    }

    [Fact]
    public async Task Should_leave_the_correlation_that_the_sender_sets()
    {
        await using var bus = await StartAsync<Watch<OrderPlaced>>();
        var correlation = Guid.NewGuid();

        await bus.Bus.Publish(new OrderPlaced("17"), context => context.CorrelationId = correlation);

        Assert.Equal(correlation, (await bus.Received.FirstAsync<OrderPlaced>()).CorrelationId);
    }

    [Fact]
    public async Task Should_have_no_cause_outside_consumers()
    {
        await using var bus = await StartAsync<Watch<OrderPlaced>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        var root = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Null(root.GetCausationId());
        Assert.NotNull(root.ConversationId);
    }

    [Fact]
    public async Task Should_leave_a_message_without_key_and_without_cause_uncorrelated()
    {
        await using var bus = await StartAsync<Watch<NoContract>>();

        await bus.Bus.Publish(new NoContract("x"));

        Assert.Null((await bus.Received.FirstAsync<NoContract>()).CorrelationId);
    }

    [Fact]
    public async Task Should_hand_on_conversation_correlation_and_cause_through_a_publish()
    {
        await using var bus = await StartAsync<PublishBilled, Watch<OrderBilled>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        await AssertCausedAsync<OrderPlaced, OrderBilled>(bus);
    }

    [Fact]
    public async Task Should_hand_on_conversation_correlation_and_cause_through_an_injected_publish_endpoint()
    {
        await using var bus = await StartAsync<PublishBilledInjected, Watch<OrderBilled>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        await AssertCausedAsync<OrderPlaced, OrderBilled>(bus);
    }

    [Fact]
    public async Task Should_hand_on_conversation_correlation_and_cause_through_a_send()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x =>
        {
            x.AddConsumer<SendBill>();
            x.AddConsumer<Watch<BillOrder>>().Endpoint(e => e.Name = "bill");
        });

        await bus.Bus.Publish(new OrderPlaced("17"));

        await AssertCausedAsync<OrderPlaced, BillOrder>(bus);
    }

    [Fact]
    public async Task Should_hand_on_conversation_correlation_and_cause_through_a_fault()
    {
        await using var bus = await StartAsync<FailOrder, Watch<Fault<OrderPlaced>>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        await AssertCausedAsync<OrderPlaced, Fault<OrderPlaced>>(bus);
    }

    [Fact]
    public async Task Should_hand_on_conversation_and_cause_through_a_response()
    {
        await using var bus = await StartAsync<AnswerPrice>();
        await using var scope = bus.Services.CreateAsyncScope();

        var answer = await scope.ServiceProvider.GetRequiredService<IRequestClient<PriceQuestion>>().GetResponse<PriceAnswer>(new PriceQuestion("pen"));

        var question = await bus.Received.FirstAsync<PriceQuestion>();
        Assert.Equal(question.MessageId, answer.GetCausationId());
        Assert.Equal(question.ConversationId, answer.ConversationId);
    }

    [Fact]
    public async Task Should_hand_on_conversation_correlation_and_cause_through_a_request_client_in_a_consumer()
    {
        await using var bus = await StartAsync<AskPrice, AnswerPrice>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        await AssertCausedAsync<OrderPlaced, PriceQuestion>(bus);
    }

    [Fact]
    public async Task Should_take_the_own_business_key_before_the_correlation_of_the_cause()
    {
        await using var bus = await StartAsync<PlaceAnother, Watch<OrderPlacedV1>>();

        await bus.Bus.Publish(new OrderPlaced("17"));

        var caused = await bus.Received.FirstAsync<OrderPlacedV1>();
        Assert.Equal(BusinessKeyId.From("OrderNumber", "18"), caused.CorrelationId);
        Assert.Equal((await bus.Received.FirstAsync<OrderPlaced>()).MessageId, caused.GetCausationId());
    }

    [Fact]
    public async Task Should_leave_the_cause_that_the_sender_sets()
    {
        await using var bus = await StartAsync<Watch<OrderPlaced>>();
        var cause = Guid.NewGuid();

        await bus.Bus.Publish(new OrderPlaced("17"), context => context.Headers.Set(MessageIdentityHeaders.CausationId, cause.ToString("D")));

        Assert.Equal(cause, (await bus.Received.FirstAsync<OrderPlaced>()).GetCausationId());
    }

    [Fact]
    public async Task Should_name_the_original_message_as_cause_when_it_was_redelivered()
    {
        await using var bus = await StartAsync<PublishBilled, Watch<OrderBilled>>();
        var original = Guid.NewGuid();

        await bus.Bus.Publish(new OrderPlaced("17"), context => context.Headers.Set(MessageHeaders.OriginalMessageId, original));

        var caused = await bus.Received.FirstAsync<OrderBilled>();
        Assert.Equal(original, caused.GetCausationId());
        Assert.NotEqual(original, (await bus.Received.FirstAsync<OrderPlaced>()).MessageId);
    }

    [Fact]
    public async Task Should_name_only_the_direct_cause_in_a_chain()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x =>
        {
            x.AddConsumer<SendBill>();
            x.AddConsumer<BillAndTell>().Endpoint(e => e.Name = "bill");
            x.AddConsumer<Watch<OrderBilled>>();
        });

        await bus.Bus.Publish(new OrderPlaced("17"));

        var billed = await AssertCausedAsync<BillOrder, OrderBilled>(bus);
        Assert.Equal((await bus.Received.FirstAsync<OrderPlaced>()).ConversationId, billed.ConversationId);
    }

    [Theory]
    [InlineData("no guid")]
    [InlineData("")]
    public async Task Should_read_no_cause_from_a_header_that_is_none(string header)
    {
        await using var bus = await StartAsync<Watch<OrderPlaced>>();

        await bus.Bus.Publish(new OrderPlaced("17"), context => context.Headers.Set(MessageIdentityHeaders.CausationId, header));

        Assert.Null((await bus.Received.FirstAsync<OrderPlaced>()).GetCausationId());
    }

    private static Task<TestBus> StartAsync<TConsumer>()
        where TConsumer : class, IConsumer =>
        TestBus.StartAsync(c => c.Registration = x => x.AddConsumer<TConsumer>());

    private static Task<TestBus> StartAsync<TFirst, TSecond>()
        where TFirst : class, IConsumer
        where TSecond : class, IConsumer =>
        TestBus.StartAsync(c => c.Registration = x =>
        {
            x.AddConsumer<TFirst>().Endpoint(e => e.Name = "first");
            x.AddConsumer<TSecond>().Endpoint(e => e.Name = "second");
        });

    private static async Task<ConsumeContext<TCaused>> AssertCausedAsync<TCause, TCaused>(TestBus bus)
        where TCause : class
        where TCaused : class
    {
        var caused = await bus.Received.FirstAsync<TCaused>();
        var cause = await bus.Received.FirstAsync<TCause>();

        Assert.NotNull(cause.MessageId);
        Assert.NotNull(cause.CorrelationId);
        Assert.Equal(cause.MessageId, caused.GetCausationId());
        Assert.Equal(cause.ConversationId, caused.ConversationId);
        Assert.Equal(cause.CorrelationId, caused.CorrelationId);
        return caused;
    }

    public sealed class PublishBilled(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            return context.Publish(new OrderBilled("by publish"));
        }
    }

    public sealed class PublishBilledInjected(Received received, IPublishEndpoint publish) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            return publish.Publish(new OrderBilled("by injected publish"));
        }
    }

    public sealed class SendBill(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            return context.Send(new Uri("queue:bill"), new BillOrder("by send"));
        }
    }

    public sealed class BillAndTell(Received received) : IConsumer<BillOrder>
    {
        public Task Consume(ConsumeContext<BillOrder> context)
        {
            received.Add(context);
            return context.Publish(new OrderBilled("after command"));
        }
    }

    public sealed class FailOrder(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            throw new InvalidOperationException("The test wants it so.");
        }
    }

    public sealed class PlaceAnother(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            return context.Publish(new OrderPlacedV1("18"));
        }
    }

    public sealed class AskPrice(Received received, IRequestClient<PriceQuestion> client) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context);
            await client.GetResponse<PriceAnswer>(new PriceQuestion("pen"), context.CancellationToken);
        }
    }

    public sealed class AnswerPrice(Received received) : IConsumer<PriceQuestion>
    {
        public Task Consume(ConsumeContext<PriceQuestion> context)
        {
            received.Add(context);
            return context.RespondAsync(new PriceAnswer(1.5m));
        }
    }
}
