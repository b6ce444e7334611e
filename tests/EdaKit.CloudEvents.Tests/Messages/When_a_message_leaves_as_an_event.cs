using System.Diagnostics;
using EdaKit.CloudEvents.Tests.Support;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Messages;

public sealed class When_a_message_leaves_as_an_event
{
    private static readonly DateTime Year2000 = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_be_read_by_the_CloudEvents_project_s_own_library(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode);

        await bus.Bus.Publish(new OrderPlaced("ü-17", 12.5m, "EUR"), context =>
        {
            context.TimeToLive = TimeSpan.FromHours(1);
            context.SetCloudEventAttribute("partitionkey", "17");
            context.SetCloudEventAttribute("attempt", 5);
            context.SetCloudEventAttribute("urgent", false);
        });

        var consumed = await bus.Received.FirstAsync<OrderPlaced>();
        var read = IndependentReader.Read(Assert.Single(bus.Wire.Messages));
        Assert.Equal(consumed.MessageId.ToString(), read.Id);
        Assert.Equal("https://shop.example/orders", read.Source!.ToString());
        Assert.Equal("tests.order-placed.v3", read.Type);
        Assert.Equal("ü-17", read.Subject);
        Assert.Equal("application/json", read.DataContentType);
        Assert.Equal("https://shop.example/contracts/tests.order-placed/v3.json", read.DataSchema!.ToString());
        Assert.Equal(consumed.SentTime, read.Time!.Value.UtcDateTime);
        Assert.True(read.Time > Year2000);
        Assert.Equal(consumed.ConversationId.ToString(), read["conversationid"]);
        Assert.Equal(consumed.CorrelationId.ToString(), read["correlationid"]);
        Assert.Equal("17", read["partitionkey"]);
        Assert.Equal("5", read["attempt"]!.ToString());
        Assert.Equal("false", read["urgent"]!.ToString(), ignoreCase: true);
        Assert.Equal("ü-17", IndependentReader.DataOf(read).GetProperty("number").GetString());
        Assert.Equal("12.5", IndependentReader.DataOf(read).GetProperty("total").ToString());
        Assert.NotNull(consumed.ExpirationTime);
        Assert.Null(read["messagetypes"]);
    }

    [Fact]
    public async Task Should_have_its_attributes_in_the_body_alone_in_structured_mode()
    {
        await using var bus = await StartAsync(CloudEventsMode.Structured);

        await bus.Bus.Publish(new OrderPlaced("17", 1m, "EUR"), context => context.SetCloudEventAttribute("partitionkey", "17"));

        await bus.Received.FirstAsync<OrderPlaced>();
        var message = Assert.Single(bus.Wire.Messages);
        Assert.Equal("application/cloudevents+json", message.ContentType.ToString());
        Assert.Empty(message.Attributes);
    }

    [Fact]
    public async Task Should_have_a_bare_body_in_the_mode_of_headers()
    {
        await using var bus = await StartAsync(CloudEventsMode.Headers);

        await bus.Bus.Publish(new ShopClosed());

        await bus.Received.FirstAsync<ShopClosed>();
        var message = Assert.Single(bus.Wire.Messages);
        Assert.Equal("application/json", message.ContentType.ToString());
        Assert.Equal("{}"u8, message.Body);
        Assert.Equal("tests.shop-closed.v1", message.Attributes["type"]);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_come_back_whole(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode);
        var (id, conversation, correlation, initiator, request) = (NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid());
        var (response, fault) = (new Uri("loopback://localhost/responses"), new Uri("loopback://localhost/faults"));

        await bus.Bus.Publish(new NoContract("plain"), context =>
        {
            (context.MessageId, context.ConversationId, context.CorrelationId) = (id, conversation, correlation);
            (context.InitiatorId, context.RequestId) = (initiator, request);
            (context.ResponseAddress, context.FaultAddress) = (response, fault);
            context.Headers.Set("X-Tenant", "north");
        });

        var back = await bus.Received.FirstAsync<NoContract>();
        Assert.Equal(new NoContract("plain"), back.Message);
        Assert.Equal((id, conversation, correlation, initiator, request),
            (back.MessageId!.Value, back.ConversationId!.Value, back.CorrelationId!.Value, back.InitiatorId!.Value, back.RequestId!.Value));
        Assert.Equal((response, fault, bus.Bus.Address), (back.ResponseAddress!, back.FaultAddress!, back.SourceAddress!));
        Assert.Equal("north", back.Headers.Get<string>("X-Tenant"));
        Assert.Equal("EdaKit.CloudEvents.Tests.Support:NoContract", back.GetCloudEvent()!.Type);
        Assert.Equal(["urn:message:EdaKit.CloudEvents.Tests.Support:NoContract"], back.SupportedMessageTypes);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_name_its_cause_and_keep_the_conversation(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode, x => x.AddConsumer<NoteOrder>());

        await bus.Bus.Publish(new OrderPlaced("17", 1m, "EUR"));

        var caused = await bus.Received.FirstAsync<OrderNoted>();
        var cause = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Equal(cause.MessageId, caused.GetCausationId());
        Assert.Equal(cause.ConversationId, caused.ConversationId);
        Assert.Equal(cause.MessageId.ToString(), caused.GetCloudEvent()!.Extensions["causationid"]);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_bear_the_trace_in_which_it_is_sent(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode);
        using var activity = new Activity("order").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "shop=1";

        await bus.Bus.Publish(new OrderPlaced("17", 1m, "EUR"));

        var extensions = (await bus.Received.FirstAsync<OrderPlaced>()).GetCloudEvent()!.Extensions;
        Assert.Contains(activity.TraceId.ToString(), (string)extensions["traceparent"], StringComparison.Ordinal);
        Assert.Equal("shop=1", extensions["tracestate"]);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_be_received_in_the_trace_in_which_it_was_sent_and_need_no_link(CloudEventsMode mode)
    {
        using var activities = new ReceiveActivities("sent-here");
        await using var bus = await StartAsync(mode, x => x.AddConsumer<Watch<PriceQuestion>>().Endpoint(e => e.Name = "sent-here"));

        await bus.Bus.Publish(new PriceQuestion("bread"));

        var sent = (string)(await bus.Received.FirstAsync<PriceQuestion>()).GetCloudEvent()!.Extensions["traceparent"];
        var receiving = await activities.FirstAsync();
        Assert.Equal(sent, receiving.ParentId);
        Assert.Empty(receiving.Links);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_tell_of_the_fault_of_an_older_version_to_readers_of_the_newest(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode, x =>
        {
            x.AddConsumer<RefuseOldOrders>().Endpoint(e => e.Name = "old");
            x.AddConsumer<Watch<Fault<OrderPlaced>>>().Endpoint(e => e.Name = "faults");
        }, watchOrders: false);

        await bus.Bus.Publish(new OrderPlacedV1("17", 1m));

        var fault = await bus.Received.FirstAsync<Fault<OrderPlaced>>();
        Assert.Equal("tests.order-placed.v1.fault", fault.GetCloudEvent()!.Type);
        Assert.Equal(new OrderPlaced("17", 1m, "EUR"), fault.Message.Message);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_leave_as_the_older_version_that_it_is_pinned_to(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode, x => x.AddConsumer<Watch<OrderPlacedV2>>(), eda => eda.Contracts
            .Downcast<OrderPlaced, OrderPlacedV2>(v3 => new(v3.Number, v3.Total)).Emit<OrderPlaced>(2), watchOrders: false);

        await bus.Bus.Publish(new OrderPlaced("17", 2m, "USD"));

        var older = await bus.Received.FirstAsync<OrderPlacedV2>();
        Assert.Equal(new OrderPlacedV2("17", 2m), older.Message);
        Assert.Equal(("tests.order-placed.v2", "17"), (older.GetCloudEvent()!.Type, older.GetCloudEvent()!.Subject));
        Assert.False(IndependentReader.DataOf(IndependentReader.Read(bus.Wire.Messages[0])).TryGetProperty("currency", out _));
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_be_read_by_older_readers_that_can(CloudEventsMode mode)
    {
        await using var bus = await StartAsync(mode, x => x.AddConsumer<Watch<OrderNotedV1>>().Endpoint(e => e.Name = "old"));
        var id = NewId.NextGuid();

        await bus.Bus.Publish(new OrderNoted(id, "quick"));

        Assert.Equal(new OrderNotedV1(id), (await bus.Received.FirstAsync<OrderNotedV1>()).Message);
        Assert.Equal(new OrderNoted(id, "quick"), (await bus.Received.FirstAsync<OrderNoted>()).Message);
    }

    [Fact]
    public async Task Should_not_leave_where_it_would_be_no_valid_event()
    {
        await using var bus = await StartAsync(CloudEventsMode.Structured);

        var error = await Assert.ThrowsAsync<InvalidCloudEventException>(() => bus.Bus.Publish(new OrderPlaced("17\n", 1m, "EUR")));

        Assert.Equal("subject", error.Attribute);
        Assert.Contains("'U+000A'", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("id"), InlineData("type"), InlineData("specversion"), InlineData("datacontenttype"), InlineData("my-ext"), InlineData("data")]
    public async Task Should_not_be_given_attributes_that_it_cannot_have(string name)
    {
        await using var bus = await StartAsync(CloudEventsMode.Structured);

        await Assert.ThrowsAsync<ArgumentException>(() => bus.Bus.Publish(new ShopClosed(), context => context.SetCloudEventAttribute(name, "x")));
    }

    private static Task<TestBus> StartAsync(CloudEventsMode mode, Action<IBusRegistrationConfigurator>? consumers = null,
        Action<EdaKit.Configuration.EdaKitBuilder>? edaKit = null, bool watchOrders = true) => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda =>
        {
            eda.Contracts.AddOrders().Add<OrderNoted>();
            edaKit?.Invoke(eda);
        };
        c.Registration = x =>
        {
            if (watchOrders)
                x.AddConsumer<Watch<OrderPlaced>>();

            x.AddConsumer<Watch<OrderNoted>>();
            x.AddConsumer<Watch<NoContract>>();
            x.AddConsumer<Watch<ShopClosed>>();
            consumers?.Invoke(x);
        };
        c.Bus = (context, bus) => bus.UseCloudEvents(context, events =>
        {
            events.Mode = mode;
            events.Source = "https://shop.example/orders";
            events.DataSchema = "https://shop.example/contracts/{name}/v{version}.json";
        });
    });

    private sealed class RefuseOldOrders : IConsumer<OrderPlacedV1>
    {
        public Task Consume(ConsumeContext<OrderPlacedV1> context) => throw new InvalidOperationException("refused");
    }

    private sealed class NoteOrder : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => context.Publish(new OrderNoted(NewId.NextGuid(), null));
    }
}
