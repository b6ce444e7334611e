using EdaKit.Outbox.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Outbox.Tests.Scheduling;

/// <summary>What would hang or fault at run time does not start. No broker is asked: the one named here does not exist.</summary>
public sealed class When_nothing_can_schedule
{
    private static readonly TestTransport RabbitMq = new(TransportKind.RabbitMq, new Uri("rabbitmq://nowhere.invalid/"));

    [Fact]
    public async Task Should_refuse_the_delayed_scheduler_on_RabbitMq() =>
        Assert.Contains("UseDelayedMessageScheduler", (await FailAsync(RabbitMq, "EDA0220", c =>
        {
            c.Consumers = x => x.AddConsumer<NoteOrder>();
            c.Bus = (_, bus) => bus.UseDelayedMessageScheduler();
        })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_delayed_redelivery_on_RabbitMq()
    {
        var fault = await FailAsync(RabbitMq, "EDA0220", c =>
        {
            c.Consumers = x => x.AddConsumer<NoteOrder>();
            c.Bus = (_, bus) => bus.UseDelayedRedelivery(retry => retry.Interval(2, 1000));
        });

        Assert.Contains("UseScheduledRedelivery", fault.Message, StringComparison.Ordinal);
        Assert.Contains("NoteOrder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_delayed_redelivery_of_one_consumer_s_endpoint_on_RabbitMq() => await FailAsync(RabbitMq, "EDA0220", c => c.Consumers = x =>
    {
        x.AddConsumer<NoteOrder>();
        x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseDelayedRedelivery(retry => retry.Interval(2, 1000)));
    });

    [Fact]
    public async Task Should_allow_delayed_redelivery_in_memory()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<NoteOrder>();
            c.Bus = (_, bus) => bus.UseDelayedRedelivery(retry => retry.Interval(2, 1000));
        });
    }

    [Fact]
    public async Task Should_refuse_a_saga_with_a_schedule()
    {
        var fault = await FailAsync(await TestTransport.CreateAsync(TransportKind.InMemory), "EDA0221", c =>
        {
            c.Consumers = x => x.AddSagaStateMachine<When_a_saga_has_a_schedule.TripMachine, When_a_saga_has_a_schedule.Trip>().InMemoryRepository();
            c.Outbox = o => o.Scheduling.Enabled = false;
        });

        Assert.Contains("TripMachine", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Scheduling.Enabled", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_scheduled_redelivery() => await FailAsync(await TestTransport.CreateAsync(TransportKind.InMemory), "EDA0221", c =>
    {
        c.Consumers = x => x.AddConsumer<NoteOrder>();
        c.Bus = (_, bus) => bus.UseScheduledRedelivery(retry => retry.Interval(2, 1000));
        c.Outbox = o => o.Scheduling.Enabled = false;
    });

    [Theory, InlineData("delayed"), InlineData("publish"), InlineData("send")]
    public async Task Should_refuse_two_schedulers(string other) => await FailAsync(await TestTransport.CreateAsync(TransportKind.InMemory), "EDA0223", c =>
    {
        c.Consumers = x => x.AddConsumer<NoteOrder>();
        c.BeforeEdaKit = (_, bus) => Use(other, bus);
    });

    [Theory, InlineData("delayed"), InlineData("publish"), InlineData("send")]
    public async Task Should_leave_scheduling_to_another_one(string other)
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddSagaStateMachine<When_a_saga_has_a_schedule.TripMachine, When_a_saga_has_a_schedule.Trip>().InMemoryRepository();
            c.Outbox = o => o.Scheduling.Enabled = false;
            c.Bus = (_, bus) => Use(other, bus);
        });
    }

    private static void Use(string scheduler, IBusFactoryConfigurator bus)
    {
        if (scheduler == "delayed")
            bus.UseDelayedMessageScheduler();
        else if (scheduler == "publish")
            bus.UsePublishMessageScheduler();
        else
            bus.UseMessageScheduler(new Uri("queue:quartz"));
    }

    private static async Task<ConfigurationFault> FailAsync(TestTransport transport, string code, Action<TestAppConfiguration> configure)
    {
        using var place = new Place(await TestStore.CreateAsync(StoreKind.Sqlite), transport);
        using var host = TestApp.Build(place, configure);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var failure = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync(bound.Token));

        return Assert.Single(failure.Faults, fault => fault.Code == code);
    }
}
