using EdaKit.Outbox.Tests.Support;
using MassTransit;

namespace EdaKit.Outbox.Tests.Registration;

/// <summary>What looks like a fault and is none must start, and work.</summary>
public sealed class When_the_configuration_is_right
{
    [Theory, InlineData("bus"), InlineData("endpoint")]
    public async Task Should_start_with_a_retry_before_two_consumers_of_one_message(string where)
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<NoteOrder>().Endpoint(e => e.Name = "both");
                x.AddConsumer<WatchOrders>().Endpoint(e => e.Name = "both");

                if (where == "endpoint")
                    x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseMessageRetry(retry => retry.Immediate(2)));
            };

            if (where == "bus")
                c.BeforeEdaKit = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(2));
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(2);
        await Eventually.IsAsync(2, app.CountInboxAsync);
    }

    [Fact]
    public async Task Should_put_a_handler_behind_the_inbox_of_the_only_context()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddHandler(async (ConsumeContext<OrderPlaced> context, ShopDb db) =>
                {
                    db.Orders.Add(new Order { Number = context.Message.OrderNumber });
                    await context.Publish(new OrderNoted(context.Message.OrderNumber));
                });
                x.AddConsumer<WatchNotes>();
            };
            c.Outbox = o => o.ForConsumersFrom(typeof(WatchNotes).Assembly);
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    [Fact]
    public async Task Should_start_with_job_consumers_beside_it()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConsumer<Job>();
            x.AddJobSagaStateMachines();
            x.SetInMemorySagaRepositoryProvider();
            x.AddDelayedMessageScheduler();
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await Eventually.IsAsync(1, app.CountOrdersAsync);
    }

    public sealed record Work(string Name);

    public sealed class Job : IJobConsumer<Work>
    {
        public Task Run(JobContext<Work> context) => Task.CompletedTask;
    }
}
