using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Inbox;

/// <summary>The consumer returned, and the database refuses what it left to be saved: a failure like any other.</summary>
public sealed class When_the_inbox_cannot_save
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_publish_one_fault_after_the_last_attempt(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<NoteUnsavable>();
                x.AddConsumer<WatchFaults>();
            };
            c.BeforeEdaKit = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(2));
        });

        await app.Bus.Publish(new OrderPlaced("refused"));
        await app.Bus.Publish(new OrderPlaced("refused too"));

        var faults = await app.Received.WaitForAsync<Fault<OrderPlaced>>(2);
        Assert.Equal(["refused", "refused too"], faults.Select(fault => fault.Message.OrderNumber).Order());
        Assert.Equal(6, app.Received.Of<string>().Count);
        Assert.Equal(0, await app.CountOrdersAsync());
    }

    [Fact]
    public async Task Should_tell_the_requester_at_once()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<AnswerUnsavable>();
            x.AddRequestClient<Question>();
        });

        await app.InScopeAsync(async scope => await Assert.ThrowsAsync<RequestFaultException>(
            () => scope.GetRequiredService<IRequestClient<Question>>().GetResponse<Answer>(new Question("?"))));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task Should_fault_the_bad_message_of_a_batch_wherever_it_stands(int position)
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<NoteUnsavableBatch>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(3).SetTimeLimit(TimeSpan.FromSeconds(5))))
                .Endpoint(e => e.Name = "batch");
            x.AddConsumer<WatchFaults>();
        });

        for (var i = 0; i < 3; i++)
            await app.Bus.Publish(new OrderPlaced(i == position ? "refused" : $"{i}"));

        Assert.Equal("refused", Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1)).Message.OrderNumber);
        await Eventually.IsAsync(2, app.CountOrdersAsync);
    }

    [Fact]
    public async Task Should_publish_no_fault_when_the_execution_strategy_tries_again_and_succeeds()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSqlWithRetries, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<FailOnceTransiently>();
            x.AddConsumer<WatchNotes>();
            x.AddConsumer<WatchFaults>();
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await app.Bus.Publish<Fault<OrderPlaced>>(new { FaultId = NewId.NextGuid(), Message = new OrderPlaced("marker") });
        Assert.Equal("marker", Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1)).Message.OrderNumber);
        Assert.Equal(2, app.Received.Of<string>().Count);
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    /// <summary>Leaves a row behind that the database refuses.</summary>
    public sealed class NoteUnsavable(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            db.Orders.Add(new Order { Number = context.Message.OrderNumber.StartsWith("refused", StringComparison.Ordinal) ? null! : context.Message.OrderNumber });
            received.Add(context.Message.OrderNumber);
            return Task.CompletedTask;
        }
    }

    public sealed class NoteUnsavableBatch(ShopDb db) : IConsumer<Batch<OrderPlaced>>
    {
        public Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
        {
            foreach (var message in context.Message)
                db.Orders.Add(new Order { Number = message.Message.OrderNumber == "refused" ? null! : message.Message.OrderNumber });

            return Task.CompletedTask;
        }
    }

    public sealed class AnswerUnsavable(ShopDb db) : IConsumer<Question>
    {
        public Task Consume(ConsumeContext<Question> context)
        {
            db.Orders.Add(new Order { Number = null! });
            return context.RespondAsync(new Answer("never"));
        }
    }

    public sealed class FailOnceTransiently(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(context.Message.OrderNumber);
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            await context.Publish(new OrderNoted(context.Message.OrderNumber));

            if (received.Of<string>().Count == 1)
                throw new TimeoutException("The strategy takes this for transient.");
        }
    }
}
