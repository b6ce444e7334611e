using EdaKit.Outbox;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Outbox.Tests.Registration;

public sealed class When_several_contexts_have_an_outbox
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_commit_each_publish_with_the_context_that_was_named(StoreKind store)
    {
        await using var apps = await TwoContexts.StartAsync(store);

        await using (var scope = apps.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IOutbox<ShopDb>>().Publish(new OrderPlaced("shop"));
            await scope.ServiceProvider.GetRequiredService<IOutbox<SecondDb>>().Publish(new OrderPlaced("second"));

            await scope.ServiceProvider.GetRequiredService<SecondDb>().SaveChangesAsync();
            var seen = await apps.Received.WaitForAsync<Seen<OrderPlaced>>(1);
            Assert.Equal("second", Assert.Single(seen).Message.OrderNumber);

            await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
        }

        await apps.Received.WaitForAsync<Seen<OrderPlaced>>(2);
    }

    [Fact]
    public async Task Should_refuse_a_plain_publish_outside_consumers_and_name_the_remedy()
    {
        await using var apps = await TwoContexts.StartAsync(StoreKind.Sqlite);
        await using var scope = apps.Services.CreateAsyncScope();

        var publish = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("whose?")));
        var send = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri("queue:x")));

        Assert.Contains("IOutbox<ShopDb>", publish.Message, StringComparison.Ordinal);
        Assert.Contains("'ShopDb', 'SecondDb'", send.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_use_the_context_that_claims_the_consumer()
    {
        await using var apps = await TwoContexts.StartAsync(StoreKind.Sqlite);

        await apps.Services.GetRequiredService<IBus>().Publish(new OrderPlaced("1"));
        await apps.Received.WaitForAsync<Seen<OrderPlaced>>(1);

        await using var scope = apps.Services.CreateAsyncScope();
        await Eventually.IsAsync(1, () => scope.ServiceProvider.GetRequiredService<ShopDb>().Set<InboxEntry>().CountAsync());
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<SecondDb>().Set<InboxEntry>().CountAsync());
    }

    private sealed class TwoContexts(IHost host, TestStore first, TestStore second) : IAsyncDisposable
    {
        public IServiceProvider Services => host.Services;

        public Received Received => Services.GetRequiredService<Received>();

        public static async Task<TwoContexts> StartAsync(StoreKind kind)
        {
            TestStore first = await TestStore.CreateAsync(kind), second = await TestStore.CreateAsync(kind);
            var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
            builder.Services.AddSingleton<Received>();
            builder.Services.AddDbContext<ShopDb>(options => first.Use(options));
            builder.Services.AddDbContext<SecondDb>(options => second.Use(options));
            builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
            builder.Services.AddMassTransit(x =>
            {
                x.AddConsumer<WatchOrders>();
                x.AddEdaKit(eda => eda
                    .UseOutbox<ShopDb>(o => o.ForConsumersFrom(typeof(WatchOrders).Assembly))
                    .UseOutbox<SecondDb>());
                x.UsingInMemory((context, bus) =>
                {
                    bus.UseEdaKit(context);
                    bus.ConfigureEndpoints(context);
                });
            });

            var host = builder.Build();
            await using (var scope = host.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();
                await scope.ServiceProvider.GetRequiredService<SecondDb>().Database.EnsureCreatedAsync();
            }

            await host.StartAsync();
            return new(host, first, second);
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
            LogContext.Current = null;
            first.Dispose();
            second.Dispose();
        }
    }
}
