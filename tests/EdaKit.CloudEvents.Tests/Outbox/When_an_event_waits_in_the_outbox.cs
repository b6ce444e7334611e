using System.Text;
using EdaKit.CloudEvents.Tests.Support;
using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.CloudEvents.Tests.Outbox;

/// <summary>PostgreSQL and RabbitMQ: what is stored in the transaction is what is sent.</summary>
public sealed class When_an_event_waits_in_the_outbox : IAsyncLifetime
{
    private PostgreSqlServer? _postgreSql;
    private RabbitMqServer? _rabbitMq;

    public async ValueTask InitializeAsync()
    {
        _postgreSql = await PostgreSqlServer.StartAsync(new() { Durable = false });
        _rabbitMq = await RabbitMqServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgreSql is not null)
            await _postgreSql.DisposeAsync();

        if (_rabbitMq is not null)
            await _rabbitMq.DisposeAsync();
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_leave_as_it_was_captured(CloudEventsMode mode)
    {
        var (database, broker) = (await _postgreSql!.CreateDatabaseAsync("events"), await _rabbitMq!.CreateVirtualHostAsync("events"));
        var wire = new Wire();

        // 1. Stored by a process that sends nothing.
        OutboxRecord stored;
        using (var writing = await StartAsync(database, broker, mode, relays: false))
        {
            await using (var scope = writing.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlacedV1("ü-17", 12.5m), context =>
                    context.SetCloudEventAttribute("attempt", 5));
                await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
                stored = await scope.ServiceProvider.GetRequiredService<ShopDb>().Set<OutboxRecord>().AsNoTracking().SingleAsync();
            }

            await StopAsync(writing);
        }

        // 2. Sent by another, and read as the newest version.
        using var relaying = await StartAsync(database, broker, mode, relays: true, wire);
        var received = await relaying.Services.GetRequiredService<Received>().FirstAsync<OrderPlaced>();

        Assert.Equal(new OrderPlaced("ü-17", 12.5m, "EUR"), received.Message);
        var sent = Assert.Single(wire.Messages);
        Assert.Equal(stored.Body, sent.Body);
        Assert.Equal(stored.ContentType, sent.ContentType.ToString());
        Assert.Equal(mode == CloudEventsMode.Structured ? "application/cloudevents+json" : "application/json", stored.ContentType);
        Assert.Equal(mode == CloudEventsMode.Structured, Encoding.UTF8.GetString(sent.Body).Contains("specversion", StringComparison.Ordinal));

        var read = IndependentReader.Read(sent);
        Assert.Equal((stored.MessageId.ToString(), "/orders", "tests.order-placed.v1", "ü-17", "5"),
            (read.Id!, read.Source!.ToString(), read.Type!, read.Subject!, read["attempt"]!.ToString()!));
        Assert.Equal(received.CorrelationId.ToString(), read["correlationid"]);
        Assert.Equal(BusinessKeyId.From("Number", "ü-17"), received.CorrelationId);
        await StopAsync(relaying);
    }

    [Theory, InlineData(CloudEventsMode.Structured), InlineData(CloudEventsMode.Headers)]
    public async Task Should_leave_as_an_event_when_it_is_scheduled(CloudEventsMode mode)
    {
        var (database, broker) = (await _postgreSql!.CreateDatabaseAsync("scheduled"), await _rabbitMq!.CreateVirtualHostAsync("scheduled"));
        using var host = await StartAsync(database, broker, mode, relays: true);
        var due = DateTime.UtcNow.AddSeconds(1);

        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IMessageScheduler>().SchedulePublish(due, new OrderPlacedV1("17", 12.5m));
            await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
        }

        var received = await host.Services.GetRequiredService<Received>().FirstAsync<OrderPlaced>();
        Assert.Equal("tests.order-placed.v1", received.GetCloudEvent()!.Type);
        Assert.True(DateTime.UtcNow >= due);
        await StopAsync(host);
    }

    private static async Task<IHost> StartAsync(string database, Uri broker, CloudEventsMode mode, bool relays, Wire? wire = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<Received>();
        builder.Services.AddDbContext<ShopDb>(options => options.UseNpgsql(database));
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(x =>
        {
            if (relays)
                x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "orders");

            x.AddEdaKit(eda =>
            {
                eda.Contracts.AddOrders();
                eda.UseOutbox<ShopDb>(outbox => outbox.Relay.Enabled = relays);
            });
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                bus.UseCloudEvents(context, events => (events.Mode, events.Source) = (mode, "/orders"));
                bus.ConfigureEndpoints(context);
            });
        });

        var host = builder.Build();
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();

        if (wire is not null)
            host.Services.GetRequiredService<IBusControl>().ConnectReceiveObserver(wire);

        await host.StartAsync();
        return host;
    }

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    public sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox();
    }
}
