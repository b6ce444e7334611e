using CloudNative.CloudEvents;
using EdaKit.CloudEvents.Tests.Support;
using EdaKit.Contracts;
using MassTransit;
using Sdk = CloudNative.CloudEvents;

namespace EdaKit.CloudEvents.Tests.Messages;

/// <summary>Events that the CloudEvents project's own library wrote.</summary>
public sealed class When_a_foreign_event_arrives
{
    private const string Structured = "structured";

    public static TheoryData<string> Forms => [Structured, "cloudEvents:", "cloudEvents_"];

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_reach_the_consumer_of_the_newest_version(string form)
    {
        await using var bus = await StartAsync();

        await SendAsync(bus, form, EventOf("tests.order-placed.v1", new { number = "17", amount = 12.5m }));

        var received = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Equal(new OrderPlaced("17", 12.5m, "EUR"), received.Message);
        Assert.Equal(["urn:message:tests.order-placed:v1"], received.SupportedMessageTypes);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_readable_with_all_its_attributes(string form)
    {
        await using var bus = await StartAsync();

        await SendAsync(bus, form, EventOf("tests.order-placed.v3", new { number = "17", total = 12.5m, currency = "USD" }));

        var received = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Equal(("rot13", 5, "17"),
            (received.Headers.Get<string>("cipher"), received.Headers.Get<int>("attempt"), received.Headers.Get<string>("requestid")));
        var read = received.GetCloudEvent()!;
        Assert.Equal(("A-234", "/mycontext", "tests.order-placed.v3", "larger-context"), (read.Id, read.Source, read.Type, read.Subject));
        Assert.Equal(new DateTime(2026, 1, 31, 10, 30, 0, DateTimeKind.Utc), read.Time);
        Assert.Equal((read.Time, null, null), (received.SentTime, received.RequestId, received.ResponseAddress));
        Assert.Equal(["attempt", "cipher", "requestid"], read.Extensions.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_the_same_message_when_it_comes_again_and_another_with_another_source(string form)
    {
        await using var bus = await StartAsync();
        var other = EventOf("tests.order-placed.v1", new { number = "19", amount = 1 });
        other.Source = new("/other", UriKind.Relative);

        await SendAsync(bus, form, EventOf("tests.order-placed.v1", new { number = "17", amount = 1 }));
        await SendAsync(bus, form, EventOf("tests.order-placed.v1", new { number = "18", amount = 1 }));
        await SendAsync(bus, form, other);

        var received = await bus.Received.WaitForAsync<OrderPlaced>(3);
        var ids = received.OrderBy(order => order.Message.Number, StringComparer.Ordinal).Select(order => order.MessageId).ToList();
        Assert.Equal(BusinessKeyId.From("10:/mycontext", "A-234"), ids[0]);
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    /// <summary>Where the source ends is no character's to say: each may be in both.</summary>
    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_another_message_where_source_and_id_only_together_are_the_same(string form)
    {
        await using var bus = await StartAsync();
        var (one, other) = (EventOf("tests.order-placed.v1", new { number = "17", amount = 1 }), EventOf("tests.order-placed.v1", new { number = "18", amount = 1 }));
        (one.Source, one.Id) = (new("/shop", UriKind.Relative), "a:1");
        (other.Source, other.Id) = (new("/shop:a", UriKind.Relative), "1");

        await SendAsync(bus, form, one);
        await SendAsync(bus, form, other);

        var received = await bus.Received.WaitForAsync<OrderPlaced>(2);
        Assert.NotEqual(received[0].MessageId, received[1].MessageId);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_read_by_a_type_of_its_name_though_that_is_no_contract(string form)
    {
        await using var bus = await StartAsync();

        await SendAsync(bus, form, EventOf("com.example.note-taken", new { text = "hello" }));

        Assert.Equal(new NoteTaken("hello"), (await bus.Received.FirstAsync<NoteTaken>()).Message);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_read_without_data_as_a_contract_without_members(string form)
    {
        await using var bus = await StartAsync();

        await SendAsync(bus, form, EventOf("tests.shop-closed.v1", null));

        Assert.Equal(new ShopClosed(), (await bus.Received.FirstAsync<ShopClosed>()).Message);
    }

    [Theory]
    [InlineData("application/json", "null")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"tests.shop-closed.v1","data":null}""")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"tests.shop-closed.v1","data_base64":"bnVsbA=="}""")]
    public async Task Should_be_read_with_null_for_data_as_without(string contentType, string body)
    {
        await using var bus = await StartAsync();

        await bus.SendAsync("orders", contentType, body, new Dictionary<string, object>
        {
            ["cloudEvents:id"] = "1", ["cloudEvents:source"] = "/s", ["cloudEvents:type"] = "tests.shop-closed.v1", ["cloudEvents:specversion"] = "1.0",
        });

        Assert.Equal(new ShopClosed(), (await bus.Received.FirstAsync<ShopClosed>()).Message);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_have_no_address_where_its_source_is_a_path(string form)
    {
        await using var bus = await StartAsync();
        var written = EventOf("tests.shop-closed.v1", new { });
        written["responseaddress"] = "/answers";

        await SendAsync(bus, form, written);

        var received = await bus.Received.FirstAsync<ShopClosed>();
        Assert.Equal((null, null), (received.SourceAddress, received.ResponseAddress));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_link_the_activity_that_receives_it_to_its_trace(string form)
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var activities = new ReceiveActivities("traced");
        await using var bus = await StartAsync(x => x.AddConsumer<Watch<PriceQuestion>>().Endpoint(e => e.Name = "traced"));
        var written = EventOf("tests.price-question.v1", new { article = "bread" });
        (written["traceparent"], written["tracestate"]) = (Parent, "shop=1");

        await SendAsync(bus, form, written, "traced");

        await bus.Received.FirstAsync<PriceQuestion>();
        var link = Assert.Single((await activities.FirstAsync()).Links).Context;
        Assert.Equal((Parent, "shop=1"), ($"00-{link.TraceId}-{link.SpanId}-0{(int)link.TraceFlags}", link.TraceState));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_be_redelivered_as_it_came(string form)
    {
        await using var bus = await StartAsync(x =>
        {
            x.AddConsumer<RefuseOnce>().Endpoint(e => e.Name = "refusing");
            x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseDelayedRedelivery(retry => retry.Immediate(1)));
        }, bus => bus.UseDelayedMessageScheduler());

        await SendAsync(bus, form, EventOf("tests.order-placed.v1", new { number = "17", amount = 12.5m }), "refusing");

        var again = await bus.Received.FirstAsync<OrderPlaced>();
        Assert.Equal(1, again.GetRedeliveryCount());
        Assert.Equal(("/mycontext", "A-234", "rot13"), (again.GetCloudEvent()!.Source, again.GetCloudEvent()!.Id, again.Headers.Get<string>("cipher")));
        Assert.Equal(new OrderPlaced("17", 12.5m, "EUR"), again.Message);
        Assert.Equal(BusinessKeyId.From("10:/mycontext", "A-234"), again.MessageId);
        Assert.Equal(bus.Wire.Messages[0].Body, bus.Wire.Messages[1].Body);
        Assert.Equal(bus.Wire.Messages[0].ContentType, bus.Wire.Messages[1].ContentType);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Should_fail_loudly_where_nobody_reads_its_version(string form)
    {
        await using var bus = await StartAsync();

        await SendAsync(bus, form, EventOf("tests.order-placed.v4", new { number = "17" }));

        var fault = Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions);
        Assert.Equal(typeof(ContractNotReadException).FullName, fault.ExceptionType);
        Assert.Contains("'tests.order-placed v4'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("up to version '3'", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>It is no event, and its version counts all the same.</summary>
    [Fact]
    public async Task Should_bring_bare_JSON_that_names_an_older_version_to_the_newest()
    {
        await using var bus = await StartAsync();

        await bus.SendAsync("orders", "application/json", """{"number":"17","amount":12.5}""",
            new Dictionary<string, object> { [MessageHeaders.MessageType] = "urn:message:tests.order-placed:v1" });

        Assert.Equal(new OrderPlaced("17", 12.5m, "EUR"), (await bus.Received.FirstAsync<OrderPlaced>()).Message);
    }

    private static Sdk.CloudEvent EventOf(string type, object? data)
    {
        var written = new Sdk.CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = "A-234",
            Source = new("/mycontext", UriKind.Relative),
            Type = type,
            Subject = "larger-context",
            Time = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromMinutes(90)),
            DataContentType = "application/json",
            Data = data,
        };
        written["cipher"] = "rot13";
        written["requestid"] = "17";
        written[CloudEventAttribute.CreateExtension("attempt", CloudEventAttributeType.Integer)] = 5;
        return written;
    }

    private static Task SendAsync(TestBus bus, string form, Sdk.CloudEvent written, string queue = "orders")
    {
        if (form == Structured)
            return bus.SendAsync(queue, "application/cloudevents+json; charset=utf-8", IndependentReader.WriteStructured(written));

        var (headers, body) = IndependentReader.WriteHeaders(written, form);
        return bus.SendAsync(queue, "application/json", body, headers);
    }

    private static Task<TestBus> StartAsync(Action<IBusRegistrationConfigurator>? consumers = null, Action<IBusFactoryConfigurator>? configure = null) =>
        TestBus.StartAsync(c =>
    {
        c.EdaKit = eda => eda.Contracts.AddOrders().Add<ShopClosed>();
        c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "orders");
            x.AddConsumer<Watch<NoteTaken>>().Endpoint(e => e.Name = "orders");
            x.AddConsumer<Watch<ShopClosed>>().Endpoint(e => e.Name = "orders");
            x.AddConsumer<Watch<ReceiveFault>>();
            consumers?.Invoke(x);
        };
        c.Bus = (context, bus) =>
        {
            bus.UseCloudEvents(context);
            configure?.Invoke(bus);
        };
    });

    private sealed class RefuseOnce(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            if (context.GetRedeliveryCount() == 0)
                throw new InvalidOperationException("refused");

            received.Add(context);
            return Task.CompletedTask;
        }
    }
}
