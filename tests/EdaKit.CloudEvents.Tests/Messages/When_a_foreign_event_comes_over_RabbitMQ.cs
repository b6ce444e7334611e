using EdaKit.CloudEvents.Tests.Support;
using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace EdaKit.CloudEvents.Tests.Messages;

/// <summary>RabbitMQ's own client, without MassTransit: headers of the types that the broker has.</summary>
public sealed class When_a_foreign_event_comes_over_RabbitMQ : IAsyncLifetime
{
    private RabbitMqServer? _rabbitMq;

    public async ValueTask InitializeAsync() => _rabbitMq = await RabbitMqServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_rabbitMq is not null)
            await _rabbitMq.DisposeAsync();
    }

    [Theory, InlineData("application/json"), InlineData(null)]
    public async Task Should_be_read_with_attributes_of_the_broker_s_types(string? contentType)
    {
        var received = await ReceiveAsync(contentType, new()
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = "A-234",
            ["cloudEvents:source"] = "/mycontext",
            ["cloudEvents:type"] = "tests.order-placed.v1",
            ["cloudEvents:subject"] = "ü %41",
            ["cloudEvents:time"] = new AmqpTimestamp(1_769_855_400),
            ["cloudEvents:attempt"] = 5L,
            ["cloudEvents:small"] = (byte)3,
            ["cloudEvents:urgent"] = true,
        });

        var read = received.GetCloudEvent()!;
        Assert.Equal(new OrderPlaced("17", 12.5m, "EUR"), received.Message);

        // By the AMQP binding, nothing is escaped by '%': that is HTTP's.
        Assert.Equal(("ü %41", new DateTime(2026, 1, 31, 10, 30, 0, DateTimeKind.Utc), contentType), (read.Subject, read.Time, read.DataContentType));
        Assert.Equal((5, 3, true), (read.Extensions["attempt"], read.Extensions["small"], read.Extensions["urgent"]));
    }

    /// <summary>What .NET makes of the content type has a space in it that neither of the two has.</summary>
    [Fact]
    public async Task Should_take_a_header_that_says_the_content_type_again()
    {
        var received = await ReceiveAsync("application/json;charset=utf-8", new()
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = "A-234",
            ["cloudEvents:source"] = "/mycontext",
            ["cloudEvents:type"] = "tests.order-placed.v1",
            ["cloudEvents:datacontenttype"] = "application/json;charset=utf-8",
        });

        Assert.Equal(new OrderPlaced("17", 12.5m, "EUR"), received.Message);
    }

    private async Task<ConsumeContext<OrderPlaced>> ReceiveAsync(string? contentType, Dictionary<string, object?> headers)
    {
        var broker = await _rabbitMq!.CreateVirtualHostAsync("foreign");
        await using var services = Services(broker);
        var bus = services.GetRequiredService<IBusControl>();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await bus.StartAsync(bound.Token);

        await SendAsync(broker, contentType, headers);

        var received = await services.GetRequiredService<Received>().FirstAsync<OrderPlaced>();
        await bus.StopAsync(TimeSpan.FromSeconds(20));
        return received;
    }

    private static async Task SendAsync(Uri broker, string? contentType, Dictionary<string, object?> headers)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { Headers = headers };
        if (contentType is not null)
            properties.ContentType = contentType;

        await channel.BasicPublishAsync("", "orders", mandatory: true, properties, """{"number":"17","amount":12.5}"""u8.ToArray());
    }

    private static ServiceProvider Services(Uri broker) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<Received>()
        .AddMassTransit(x =>
        {
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "orders");
            x.AddEdaKit(eda => eda.Contracts.AddOrders());
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                bus.UseCloudEvents(context);
                bus.ConfigureEndpoints(context);
            });
        })
        .BuildServiceProvider();
}
