using EdaKit.Outbox.Tests.Support;
using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Registration;

/// <summary>What users' own tests do.</summary>
public sealed class When_MassTransits_test_harness_is_used
{
    [Fact]
    public async Task Should_work_as_in_a_host()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<Received>()
            .AddDbContext<ShopDb>(options => store.Use(options))
            .AddMassTransitTestHarness(x =>
            {
                // The harness gives up when nothing happens for a second, which a busy machine can take to begin.
                x.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(20));
                x.AddConsumer<NoteOrder>().Endpoint(endpoint => endpoint.ConcurrentMessageLimit = 1);
                x.AddEdaKit(eda => eda.UseOutbox<ShopDb>());
                x.UsingInMemory((context, bus) =>
                {
                    bus.UseEdaKit(context);
                    bus.ConfigureEndpoints(context);
                });
            })
            .BuildServiceProvider(validateScopes: true);

        await using (var scope = provider.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();

        var harness = provider.GetRequiredService<ITestHarness>();
        await harness.Start();
        try
        {
            await using (var scope = provider.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
                await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
            }

            Assert.True(await harness.Consumed.Any<OrderPlaced>());
            Assert.Single(await provider.GetRequiredService<Received>().WaitForAsync<Seen<OrderPlaced>>(1));

            // The same message twice, as a broker may deliver it: past the outbox, straight to the consumer, and one behind it.
            var id = NewId.NextGuid();
            await harness.Bus.Publish(new OrderPlaced("2"), message => message.MessageId = id);
            await harness.Bus.Publish(new OrderPlaced("2"), message => message.MessageId = id);
            await harness.Bus.Publish(new OrderPlaced("3"));
            Assert.True(await harness.Consumed.Any<OrderPlaced>(consumed => consumed.Context.Message.OrderNumber == "3"));

            await using var after = provider.CreateAsyncScope();
            Assert.Equal(["1", "2", "3"], await after.ServiceProvider.GetRequiredService<ShopDb>().Orders.Select(order => order.Number).Order().ToListAsync());
        }
        finally
        {
            await harness.Stop(TestContext.Current.CancellationToken);
            LogContext.Current = null;
        }
    }
}
