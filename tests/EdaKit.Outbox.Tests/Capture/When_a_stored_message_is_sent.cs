using System.Diagnostics;
using EdaKit.Contracts;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace EdaKit.Outbox.Tests.Capture;

/// <summary>What a message carries survives the store: nothing is lost, nothing is made anew.</summary>
public sealed class When_a_stored_message_is_sent
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_have_the_ids_addresses_and_headers_of_its_capture(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());
        Guid messageId = NewId.NextGuid(), conversationId = NewId.NextGuid(), requestId = NewId.NextGuid(), initiatorId = NewId.NextGuid();
        var at = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

        await PublishAsync(app, context =>
        {
            context.MessageId = messageId;
            context.ConversationId = conversationId;
            context.InitiatorId = initiatorId;
            context.RequestId = requestId;
            context.ResponseAddress = new Uri(app.Bus.Address, "answers");
            context.FaultAddress = new Uri(app.Bus.Address, "faults");
            context.TimeToLive = TimeSpan.FromMinutes(5);
            context.Headers.Set("Text", "grüße");
            context.Headers.Set("Number", 42);
            context.Headers.Set("Flag", true);
            context.Headers.Set("At", at);
        });

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Context;
        Assert.Equal(messageId, seen.MessageId);
        Assert.Equal(conversationId, seen.ConversationId);
        Assert.Equal(initiatorId, seen.InitiatorId);
        Assert.Equal(requestId, seen.RequestId);
        Assert.Equal(BusinessKeyId.From("OrderNumber", "1"), seen.CorrelationId);
        Assert.Equal(new Uri(app.Bus.Address, "answers"), seen.ResponseAddress);
        Assert.Equal(new Uri(app.Bus.Address, "faults"), seen.FaultAddress);
        Assert.Equal("grüße", seen.Headers.Get<string>("Text"));
        Assert.Equal(42, seen.Headers.Get<int>("Number"));
        Assert.True(seen.Headers.Get<bool>("Flag"));
        Assert.Equal(at, seen.Headers.Get<DateTimeOffset>("At"));
        Assert.NotNull(seen.SentTime);
        Assert.NotNull(seen.ExpirationTime);
    }

    [Fact]
    public async Task Should_have_its_routing_key_priority_time_to_live_and_transport_headers_on_RabbitMQ()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await PublishAsync(app, context =>
        {
            context.SetRoutingKey("north");
            context.SetPriority(3);
            context.TimeToLive = TimeSpan.FromMinutes(5);
            context.Headers.Set("Text", "plain");
        });

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Context;
        var basic = seen.ReceiveContext.GetPayload<RabbitMqBasicConsumeContext>();
        Assert.Equal("north", basic.RoutingKey);
        Assert.Equal(3, basic.Properties.Priority);
        Assert.InRange(int.Parse(basic.Properties.Expiration!, System.Globalization.CultureInfo.InvariantCulture), 1, 300_000);
        Assert.Equal("application/vnd.masstransit+json", basic.Properties.ContentType);
        Assert.Equal("plain", seen.ReceiveContext.TransportHeaders.Get<string>("Text"));
    }

    [Fact]
    public async Task Should_reach_the_routing_keys_of_its_CC_header_on_RabbitMQ()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var connection = await new ConnectionFactory { Uri = place.Transport.VirtualHost! }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("regions", ExchangeType.Direct, durable: true);
        foreach (var region in new[] { "north", "south", "east" })
        {
            await channel.QueueDeclareAsync(region, durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync(region, "regions", region);
        }

        await using var app = await TestApp.StartAsync(place, _ => { });
        await app.InScopeAsync(async scope =>
        {
            var endpoint = await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri("exchange:regions?type=direct"));
            await endpoint.Send(new OrderPlaced("1"), context =>
            {
                context.SetRoutingKey("north");
                context.Headers.Set("CC", new[] { "south", "east" });
            });
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        foreach (var region in new[] { "north", "south", "east" })
            await Eventually.IsAsync(1, () => Servers.CountMessagesAsync(place.Transport.VirtualHost!, region));
    }

    [Fact]
    public async Task Should_keep_the_body_and_content_type_of_another_serializer()
    {
        using var place = await Place.CreateAsync(StoreKind.Sqlite, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.BeforeEdaKit = (_, bus) => bus.UseRawJsonSerializer();
        });

        await PublishAsync(app, _ => { });

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Context;
        Assert.Equal("application/json", seen.ReceiveContext.ContentType.MediaType);
        Assert.Equal("""{"orderNumber":"1"}""", seen.ReceiveContext.Body.GetString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.NotNull(seen.MessageId);
        Assert.NotNull(seen.ConversationId);
    }

    [Theory, InlineData(TransportKind.InMemory), InlineData(TransportKind.RabbitMq)]
    public async Task Should_continue_the_trace_and_the_baggage_of_its_capture(TransportKind transport)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "MassTransit" or "tests",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("tests");
        using var place = await Place.CreateAsync(StoreKind.Sqlite, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchTrace>());

        ActivityTraceId trace;
        using (var request = source.StartActivity("request"))
        {
            request!.SetBaggage("tenant", "acme");
            trace = request.TraceId;
            await PublishAsync(app, _ => { });
        }

        var seen = Assert.Single(await app.Received.WaitForAsync<TraceSeen>(1));
        Assert.Equal(trace, seen.Trace);
        Assert.Equal("acme", seen.Tenant);
    }

    [Fact]
    public async Task Should_wait_for_its_delay_by_itself()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());
        var started = Stopwatch.GetTimestamp();

        await PublishAsync(app, context => context.Delay = TimeSpan.FromSeconds(1.5));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Should_reach_a_subscriber_of_an_interface_of_the_message_on_RabbitMQ()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchShipments>());

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new ParcelShipped("p1"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        Assert.Equal("p1", Assert.Single(await app.Received.WaitForAsync<string>(1)));
    }

    private static Task PublishAsync(TestApp app, Action<PublishContext<OrderPlaced>> configure) => app.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"), configure);
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    public interface IShipment
    {
        string Id { get; }
    }

    public sealed record ParcelShipped(string Id) : IShipment;

    public sealed class WatchShipments(Received received) : IConsumer<IShipment>
    {
        public Task Consume(ConsumeContext<IShipment> context)
        {
            received.Add(context.Message.Id);
            return Task.CompletedTask;
        }
    }

    public sealed record TraceSeen(ActivityTraceId Trace, string? Tenant);

    public sealed class WatchTrace(Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(new TraceSeen(Activity.Current!.TraceId, Activity.Current.GetBaggageItem("tenant")));
            return Task.CompletedTask;
        }
    }
}
