using EdaKit.Outbox.Tests.Support;
using MassTransit;
using MassTransit.Testing;
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
                x.AddConsumer<NoteOrder>();
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
        }
        finally
        {
            await harness.Stop(TestContext.Current.CancellationToken);
            LogContext.Current = null;
        }
    }
}
