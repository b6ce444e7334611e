using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Outbox.Tests.Inbox;

public sealed class When_a_duplicate_is_answered_again
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_get_the_first_answers_again_and_have_no_second_effect(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, Configure);
        var id = NewId.NextGuid();

        await AskAsync(app, "reserve", id);
        await app.Received.WaitForAsync<Seen<Answer>>(1);
        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await AskAsync(app, "reserve", id);

        var answers = await app.Received.WaitForAsync<Seen<Answer>>(2);
        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(2);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.All(answers, answer => Assert.Equal("done: reserve", answer.Message.Text));
        Assert.Single(answers.Select(answer => answer.Context.MessageId).Distinct());
        Assert.Single(notes.Select(note => note.Context.MessageId).Distinct());
        Assert.Equal("kept", notes[1].Context.Headers.Get<string>("note"));
        Assert.Equal(notes[0].Context.CorrelationId, notes[1].Context.CorrelationId);
    }

    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_give_again_what_was_saved_before_the_consumer_returned(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, Configure);
        var id = NewId.NextGuid();

        await AskAsync(app, "save", id);
        await app.Received.WaitForAsync<Seen<Answer>>(1);
        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await AskAsync(app, "save", id);

        var answers = await app.Received.WaitForAsync<Seen<Answer>>(2);
        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(2);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.Single(answers.Select(answer => answer.Context.MessageId).Distinct());
        Assert.Single(notes.Select(note => note.Context.MessageId).Distinct());
    }

    [Fact]
    public async Task Should_get_a_refusal_again_though_it_would_be_accepted_now()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, Configure);
        var id = NewId.NextGuid();

        await AskAsync(app, "full", id);
        await app.Received.WaitForAsync<Seen<Answer>>(1);
        await AskAsync(app, "full", id);

        var answers = await app.Received.WaitForAsync<Seen<Answer>>(2);
        Assert.All(answers, answer => Assert.Equal("refused the first time", answer.Message.Text));
        Assert.Equal(0, await app.CountOrdersAsync());
    }

    [Fact]
    public async Task Should_not_schedule_a_second_time()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, Configure);

        var id = NewId.NextGuid();

        await AskAsync(app, "remind", id);
        await app.Received.WaitForAsync<Seen<Answer>>(1);
        await AskAsync(app, "remind", id);
        await app.Received.WaitForAsync<Seen<Answer>>(2);

        await Eventually.IsAsync(1, app.CountRecordsAsync);
        Assert.Equal(["urn:message:tests.answer:v1"], await app.QueryAsync(db => db.Set<StoredAnswer>().Select(answer => answer.MessageTypes).ToListAsync()));
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_consumer_that_failed()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, Configure);
        var id = NewId.NextGuid();

        await AskAsync(app, "fail", id);
        await app.Received.WaitForAsync<Fault<Question>>(1);

        Assert.Equal(0, await app.QueryAsync(db => db.Set<StoredAnswer>().CountAsync()));
        Assert.Equal(0, await app.CountInboxAsync());
    }

    [Fact]
    public async Task Should_forget_answers_with_the_messages_that_they_answered()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, Configure);
        await AskAsync(app, "reserve", NewId.NextGuid());
        await app.Received.WaitForAsync<Seen<Answer>>(1);
        await app.QueryAsync(db => db.Set<StoredAnswer>().ExecuteUpdateAsync(set => set.SetProperty(answer => answer.AnsweredAt,
            answer => answer.MessageTypes.Contains("answer") ? 1 : answer.AnsweredAt)));

        await app.Services.GetServices<IHostedService>().OfType<InboxCleaner<ShopDb>>().Single().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["urn:message:tests.order-noted:v1"], await app.QueryAsync(db => db.Set<StoredAnswer>().Select(answer => answer.MessageTypes).ToListAsync()));
    }

    private static void Configure(TestAppConfiguration configuration)
    {
        configuration.Consumers = x => x.AddConsumer<Clerk>();

        // Handlers of an endpoint have no inbox, which would drop the second answer: it has the id of the first.
        configuration.Bus = (context, bus) => bus.ReceiveEndpoint("watch", endpoint =>
        {
            var received = context.GetRequiredService<Received>();
            endpoint.Handler<Answer>(answer => See(received, new Seen<Answer>(answer.Message, answer)));
            endpoint.Handler<OrderNoted>(noted => See(received, new Seen<OrderNoted>(noted.Message, noted)));
            endpoint.Handler<Fault<Question>>(fault => See(received, fault.Message));
        });
    }

    private static Task See(Received received, object seen)
    {
        received.Add(seen);
        return Task.CompletedTask;
    }

    private static Task AskAsync(TestApp app, string what, Guid id) =>
        app.Bus.Publish(new Question(what), context => context.MessageId = id, TestContext.Current.CancellationToken);

    [AnswersAgain]
    private sealed class Clerk(ShopDb db, Received received, IMessageScheduler scheduler) : IConsumer<Question>
    {
        public async Task Consume(ConsumeContext<Question> context)
        {
            var isFirst = received.Of<Seen<Answer>>().Count == 0;

            switch (context.Message.Text)
            {
                case "full" when isFirst:
                    await context.RespondAsync(new Answer("refused the first time"));
                    return;

                case "remind":
                    await scheduler.SchedulePublish(DateTime.UtcNow.AddDays(1), new OrderNoted("later"));
                    await context.RespondAsync(new Answer("reminded"));
                    return;

                case "save":
                    db.Orders.Add(new() { Number = context.Message.Text });
                    await context.RespondAsync(new Answer("saved"));
                    await db.SaveChangesAsync(context.CancellationToken);
                    await context.Publish(new OrderNoted("saved"));
                    return;

                case "fail":
                    await context.RespondAsync(new Answer("never"));
                    throw new InvalidOperationException("the clerk is ill");
            }

            db.Orders.Add(new() { Number = context.Message.Text });
            await context.RespondAsync(new Answer($"done: {context.Message.Text}"));
            await context.Publish(new OrderNoted(context.Message.Text), sending => sending.Headers.Set("note", "kept"));
        }
    }
}
