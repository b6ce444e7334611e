using System.Runtime.Serialization;
using EdaKit.CloudEvents.Tests.Support;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Messages;

public sealed class When_an_event_is_invalid
{
    private const string Attributes = """{"specversion":"1.0","id":"1","source":"/s","type":"tests.order-placed.v3",""";
    private const string Whole = Attributes + "\"data\":{\"number\":\"17\",\"total\":1,\"currency\":\"EUR\"}";

    [Theory]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","source":"/s","type":"t"}""", "'id'", "Let the sender write")]
    [InlineData("application/cloudevents+json", Whole + ",\"time\":\"yesterday\"}", "'time'", "'2026-01-31T12:00:00Z'")]
    [InlineData("application/cloudevents-batch+json", "[" + Whole + "}]", "it is a batch", "Send each event as a message of its own")]
    [InlineData("application/cloudevents+avro", "x", "'application/cloudevents+avro'", "Let the sender write JSON")]
    public async Task Should_end_in_the_error_queue_with_its_attribute_and_a_remedy(string contentType, string body, string fact, string remedy)
    {
        await using var bus = await StartAsync();

        var firstError = await bus.WatchErrorsAsync("orders");
        await bus.SendAsync("orders", contentType, body);

        await AssertAsync(bus, typeof(InvalidCloudEventException), fact, remedy);
        Assert.Equal(body, await firstError());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Should_be_found_invalid_where_its_headers_are_wrong_whatever_its_data(string contentType)
    {
        await using var bus = await StartAsync();

        await bus.SendAsync("orders", contentType, "{}", new Dictionary<string, object>
        {
            ["cloudEvents:id"] = "1", ["cloudEvents:source"] = "a b", ["cloudEvents:type"] = "t", ["cloudEvents:specversion"] = "1.0",
        });

        await AssertAsync(bus, typeof(InvalidCloudEventException), "'source' is 'a b'", "URI reference");
    }

    [Theory]
    [InlineData("application/cloudevents+json", Attributes + "\"datacontenttype\":\"text/plain\",\"data\":\"x\"}")]
    [InlineData("text/plain", "x")]
    public async Task Should_say_so_where_a_valid_event_has_data_that_is_no_message(string contentType, string body)
    {
        await using var bus = await StartAsync();

        await bus.SendAsync("orders", contentType, body, new Dictionary<string, object>
        {
            ["cloudEvents:id"] = "1", ["cloudEvents:source"] = "/s", ["cloudEvents:type"] = "tests.order-placed.v3", ["cloudEvents:specversion"] = "1.0",
        });

        await AssertAsync(bus, typeof(SerializationException), "data of type 'text/plain'", "Let its sender write JSON");
    }

    private static Task<TestBus> StartAsync() => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda => eda.Contracts.AddOrders();
        c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "orders");
            x.AddConsumer<Watch<ReceiveFault>>();
        };
        c.Bus = (context, bus) => bus.UseCloudEvents(context);
    });

    private static async Task AssertAsync(TestBus bus, Type type, params string[] parts)
    {
        var fault = Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions);
        Assert.Equal(type.FullName, fault.ExceptionType);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}
