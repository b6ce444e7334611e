using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Capture;

/// <summary>Every message knows which message caused it, through outbox and inbox, and through request and response.</summary>
public sealed class When_messages_cause_messages
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_name_the_cause_and_keep_the_conversation(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConsumer<WatchNotes>();
        });

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        var note = Assert.Single(await app.Received.WaitForAsync<Seen<OrderNoted>>(1)).Context;
        var order = Assert.Single(app.Received.Of<Seen<OrderPlaced>>()).Context;
        Assert.Null(order.GetCausationId());
        Assert.Equal(order.MessageId, note.GetCausationId());
        Assert.Equal(order.ConversationId, note.ConversationId);
        Assert.Equal(order.CorrelationId, note.CorrelationId);
    }

    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_answer_a_request_through_the_outbox_and_name_the_request_as_cause(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<Answering>();
            x.AddRequestClient<Question>();
        });

        await app.InScopeAsync(async scope =>
        {
            var response = await scope.GetRequiredService<IRequestClient<Question>>().GetResponse<Answer>(new Question("why?"));

            var question = Assert.Single(app.Received.Of<Seen<Question>>()).Context;
            Assert.Equal("why? because", response.Message.Text);
            Assert.Equal(question.MessageId, response.GetCausationId());
            Assert.Equal(question.ConversationId, response.ConversationId);
        });

        Assert.Equal(1, await app.CountOrdersAsync());
    }

    [Fact]
    public async Task Should_name_the_failed_message_as_the_cause_of_its_fault()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<AlwaysFailing>();
            x.AddConsumer<WatchFaults>();
        });

        var messageId = NewId.NextGuid();
        await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);

        Assert.Equal(messageId, Assert.Single(await app.Received.WaitForAsync<Seen<Fault<OrderPlaced>>>(1)).Context.GetCausationId());
    }

    public sealed class Answering(ShopDb db, Received received) : IConsumer<Question>
    {
        public async Task Consume(ConsumeContext<Question> context)
        {
            db.Orders.Add(new Order { Number = context.Message.Text });
            received.Add(new Seen<Question>(context.Message, context));
            await context.RespondAsync(new Answer($"{context.Message.Text} because"));
        }
    }

    public sealed class AlwaysFailing : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => throw new InvalidOperationException("always");
    }
}
