using EdaKit.CloudEvents.Tests.Support;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Tests.Messages;

public sealed class When_some_messages_are_events
{
    private const string Envelope = "application/vnd.masstransit+json";

    [Fact]
    public async Task Should_write_none_where_nothing_is_said()
    {
        await using var bus = await StartAsync(_ => { });

        await bus.Bus.Publish(new ShopClosed());

        Assert.Equal(Envelope, await ContentTypeAsync<ShopClosed>(bus));
        Assert.Null((await bus.Received.FirstAsync<ShopClosed>()).GetCloudEvent());
    }

    [Fact]
    public async Task Should_write_those_types_that_are_named()
    {
        await using var bus = await StartAsync(events => events.For<ShopClosed>(CloudEventsMode.Structured));

        await bus.Bus.Publish(new ShopClosed());
        await bus.Bus.Publish(new NoContract("plain"));

        Assert.Equal("application/cloudevents+json", await ContentTypeAsync<ShopClosed>(bus));
        Assert.Equal(Envelope, await ContentTypeAsync<NoContract>(bus));
    }

    [Fact]
    public async Task Should_leave_those_types_out_that_are_named()
    {
        await using var bus = await StartAsync(events =>
        {
            events.Mode = CloudEventsMode.Headers;
            events.For<NoContract>(CloudEventsMode.None);
        });

        await bus.Bus.Publish(new ShopClosed());
        await bus.Bus.Publish(new NoContract("plain"));

        Assert.Equal("application/json", await ContentTypeAsync<ShopClosed>(bus));
        Assert.Equal(Envelope, await ContentTypeAsync<NoContract>(bus));
    }

    [Fact]
    public async Task Should_write_one_message_as_its_sender_says()
    {
        await using var bus = await StartAsync(_ => { });

        await bus.Bus.Publish(new ShopClosed(), context => context.SetCloudEventsMode(CloudEventsMode.Headers));

        Assert.Equal("application/json", await ContentTypeAsync<ShopClosed>(bus));
    }

    [Fact]
    public async Task Should_write_the_version_that_is_pinned_also_where_the_sender_chooses()
    {
        await using var bus = await StartAsync(events => events.For<OrderPlaced>(CloudEventsMode.Headers), x => x.AddConsumer<Watch<OrderPlacedV2>>(),
            eda => eda.Contracts.Downcast<OrderPlaced, OrderPlacedV2>(v3 => new(v3.Number, v3.Total)).Emit<OrderPlaced>(2));

        await bus.Bus.Publish(new OrderPlaced("17", 2m, "USD"), context => context.SetCloudEventsMode(CloudEventsMode.Structured));

        Assert.Equal("tests.order-placed.v2", (await bus.Received.FirstAsync<OrderPlacedV2>()).GetCloudEvent()!.Type);
        var read = IndependentReader.Read(Assert.Single(bus.Wire.Messages));
        Assert.False(IndependentReader.DataOf(read).TryGetProperty("currency", out _));
    }

    [Fact]
    public async Task Should_write_what_an_endpoint_sends_as_it_says()
    {
        await using var bus = await StartAsync(_ => { }, x => x.AddConsumer<CloseShop>().Endpoint(e => e.Name = "closing"),
            endpoint: (context, name, endpoint) =>
        {
            if (name == "closing")
                endpoint.UseCloudEvents(context, events => (events.Mode, events.Source) = (CloudEventsMode.Structured, "/closing"));
        });

        await bus.Bus.Publish(new PriceQuestion("any"));

        Assert.Equal("/closing", (await bus.Received.FirstAsync<ShopClosed>()).GetCloudEvent()!.Source);
        Assert.Equal(Envelope, bus.Wire.Messages.Single(message => message.Queue == "closing").ContentType.MediaType);
    }

    [Fact]
    public async Task Should_write_none_of_what_an_endpoint_sends_where_it_says_so()
    {
        await using var bus = await StartAsync(events => events.Mode = CloudEventsMode.Structured,
            x => x.AddConsumer<CloseShop>().Endpoint(e => e.Name = "closing"),
            endpoint: (context, name, endpoint) =>
            {
                if (name == "closing")
                    endpoint.UseCloudEvents(context, events => events.Mode = CloudEventsMode.None);
            });

        await bus.Bus.Publish(new PriceQuestion("any"));

        Assert.Equal(Envelope, await ContentTypeAsync<ShopClosed>(bus));
    }

    [Fact]
    public async Task Should_write_one_type_of_an_endpoint_with_the_source_of_the_bus()
    {
        await using var bus = await StartAsync(_ => { }, x => x.AddConsumer<CloseShop>().Endpoint(e => e.Name = "closing"),
            endpoint: (context, name, endpoint) =>
            {
                if (name == "closing")
                    endpoint.UseCloudEvents(context, events => events.For<ShopClosed>(CloudEventsMode.Headers));
            });

        await bus.Bus.Publish(new PriceQuestion("any"));

        Assert.Equal("/s", (await bus.Received.FirstAsync<ShopClosed>()).GetCloudEvent()!.Source);
    }

    [Fact]
    public async Task Should_write_none_where_a_second_call_takes_it_back()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.Registration = x => x.AddConsumer<Watch<ShopClosed>>();
            c.Bus = (context, bus) =>
            {
                bus.UseCloudEvents(context, events => (events.Mode, events.Source) = (CloudEventsMode.Structured, "/s"));
                bus.UseCloudEvents(context, events => events.Mode = CloudEventsMode.None);
            };
        });

        await bus.Bus.Publish(new ShopClosed());

        Assert.Equal(Envelope, await ContentTypeAsync<ShopClosed>(bus));
    }

    [Fact]
    public async Task Should_read_bare_JSON_that_names_its_type_as_before()
    {
        await using var bus = await StartAsync(_ => { }, x => x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "orders"));

        await bus.SendAsync("orders", "application/json", """{"number":"17","total":1,"currency":"EUR"}""", new Dictionary<string, object>
        {
            [MessageHeaders.MessageType] = "urn:message:tests.order-placed:v3",
        });

        Assert.Equal(new OrderPlaced("17", 1m, "EUR"), (await bus.Received.FirstAsync<OrderPlaced>()).Message);
    }

    [Fact]
    public async Task Should_read_older_versions_in_MassTransit_s_envelope_as_before()
    {
        await using var bus = await StartAsync(events => (events.Mode, events.Source) = (CloudEventsMode.Structured, "/s"),
            x => x.AddConsumer<Watch<OrderPlaced>>());

        await bus.Bus.Publish(new OrderPlacedV1("17", 1m), context => context.Serializer = new SystemTextJsonMessageSerializer());

        Assert.Equal(new OrderPlaced("17", 1m, "EUR"), (await bus.Received.FirstAsync<OrderPlaced>()).Message);
    }

    [Fact]
    public async Task Should_say_what_is_missing_where_the_bus_does_not_know_events()
    {
        await using var bus = await TestBus.StartAsync(_ => { });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            bus.Bus.Publish(new ShopClosed(), context => context.SetCloudEventsMode(CloudEventsMode.Headers)));

        Assert.Contains("bus.UseCloudEvents(context)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_what_is_missing_where_no_source_is_known()
    {
        await using var bus = await TestBus.StartAsync(c => c.Bus = (context, bus) => bus.UseCloudEvents(context));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            bus.Bus.Publish(new ShopClosed(), context => context.SetCloudEventsMode(CloudEventsMode.Headers)));

        Assert.Contains("Set Source in UseCloudEvents", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ContentTypeAsync<T>(TestBus bus)
        where T : class => (await bus.Received.FirstAsync<T>()).ReceiveContext.ContentType.MediaType;

    private static Task<TestBus> StartAsync(Action<CloudEventsOptions> events, Action<IBusRegistrationConfigurator>? consumers = null,
        Action<EdaKit.Configuration.EdaKitBuilder>? edaKit = null, ConfigureEndpointsProviderCallback? endpoint = null) => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda =>
        {
            eda.Contracts.AddOrders().Add<ShopClosed>();
            edaKit?.Invoke(eda);
        };
        c.Registration = x =>
        {
            x.AddConsumer<Watch<ShopClosed>>();
            x.AddConsumer<Watch<NoContract>>();
            consumers?.Invoke(x);

            if (endpoint is not null)
                x.AddConfigureEndpointsCallback(endpoint);
        };
        c.Bus = (context, bus) => bus.UseCloudEvents(context, options =>
        {
            options.Source = "/s";
            events(options);
        });
    });

    private sealed class CloseShop : IConsumer<PriceQuestion>
    {
        public Task Consume(ConsumeContext<PriceQuestion> context) => context.Publish(new ShopClosed());
    }
}
