using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Tests.Scheduling;

public sealed class When_a_consumer_schedules
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_be_sent_after_the_consumer_s_commit(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await StartAsync(place);

        await app.Bus.Publish(new Remind("1", "context"));
        await app.Bus.Publish(new Remind("2", "injected"));

        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(2);
        Assert.Equal(["1", "2"], notes.Select(note => note.Message.OrderNumber).Order());
        Assert.Equal(2, await app.CountOrdersAsync());
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_leave_nothing_where_the_consumer_fails(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);

        await app.Bus.Publish(new Remind("1", "failing"));

        await app.Received.WaitForAsync<Fault<Remind>>(1);
        Assert.Equal(0, await app.CountRecordsAsync());
        Assert.Equal(0, await app.CountOrdersAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_cancel_in_the_consumer_s_transaction(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await app.Bus.Publish(new Remind("1", "far off"));
        await Eventually.IsAsync(1, app.CountRecordsAsync);
        var token = await app.QueryAsync(db => db.Set<OutboxRecord>().Select(record => record.Token).SingleAsync());

        await app.Bus.Publish(new Forget(token!.Value, Fails: true));
        await app.Received.WaitForAsync<Fault<Forget>>(1);
        Assert.Equal(1, await app.CountRecordsAsync());

        await app.Bus.Publish(new Forget(token.Value, Fails: false));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_keep_consumers_of_one_message_apart()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<RemindMe>().Endpoint(e => e.Name = "same");
            x.AddConsumer<RemindMeTooAndFail>().Endpoint(e => e.Name = "same");
            x.AddConsumer<WatchNotes>();
        });

        for (var i = 0; i < 20; i++)
            await app.Bus.Publish(new Remind($"{i}", "context"));

        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(20);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.All(notes, note => Assert.DoesNotContain("too", note.Message.OrderNumber, StringComparison.Ordinal));
        Assert.Equal(20, await app.CountOrdersAsync());
    }

    private static Task<TestApp> StartAsync(Place place) => TestApp.StartAsync(place, c => c.Consumers = x =>
    {
        x.AddConsumer<RemindMe>();
        x.AddConsumer<ForgetIt>();
        x.AddConsumer<WatchNotes>();
        x.AddConsumer<WatchReminders>();
    });

    [EventContract("tests.remind", version: 1)]
    public sealed record Remind(string Number, string How);

    [EventContract("tests.forget", version: 1)]
    public sealed record Forget(Guid Token, bool Fails);

    public sealed class RemindMe(ShopDb db, IMessageScheduler scheduler) : IConsumer<Remind>
    {
        public async Task Consume(ConsumeContext<Remind> context)
        {
            db.Orders.Add(new Order { Number = context.Message.Number });
            var delay = context.Message.How == "far off" ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(50);
            var note = new OrderNoted(context.Message.Number);

            if (context.Message.How == "injected")
                await scheduler.SchedulePublish(delay, note);
            else
                await context.SchedulePublish(delay, note);

            if (context.Message.How == "failing")
                throw new InvalidOperationException("It fails after it has scheduled.");
        }
    }

    public sealed class RemindMeTooAndFail(ShopDb db) : IConsumer<Remind>
    {
        public async Task Consume(ConsumeContext<Remind> context)
        {
            db.Orders.Add(new Order { Number = "too" });
            await context.SchedulePublish(TimeSpan.FromMilliseconds(50), new OrderNoted($"{context.Message.Number} too"));
            throw new InvalidOperationException("It fails after it has scheduled.");
        }
    }

    public sealed class ForgetIt : IConsumer<Forget>
    {
        public async Task Consume(ConsumeContext<Forget> context)
        {
            await context.GetPayload<MessageSchedulerContext>().CancelScheduledPublish<OrderNoted>(context.Message.Token);

            if (context.Message.Fails)
                throw new InvalidOperationException("It fails after it has cancelled.");
        }
    }

    public sealed class WatchReminders(Received received) : IConsumer<Fault<Remind>>, IConsumer<Fault<Forget>>
    {
        public Task Consume(ConsumeContext<Fault<Remind>> context)
        {
            received.Add(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<Fault<Forget>> context)
        {
            received.Add(context.Message);
            return Task.CompletedTask;
        }
    }
}
