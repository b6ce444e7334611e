using System.Diagnostics;
using EdaKit.Testing.Servers;
using Retail.Host.Switches;
using Samples.Hosting.Storage;

namespace Retail.Tests.Tracking;

public sealed class When_orders_are_watched
{
    [Fact]
    public async Task Should_send_the_latest_orders_and_then_what_changes()
    {
        await using var shop = await TrackingShop.Start();
        await shop.Publish(ShopEvents.Placed("1001"));
        await shop.UntilSteps("1001", 1);

        await using var reader = await EventReader.Open(shop.Http);
        Assert.Equal("latest: 1001 1", await reader.Next());

        await shop.Publish(ShopEvents.Invoiced("1001"));
        Assert.Equal("changed: 1001 2", await reader.Next());

        await shop.Publish(ShopEvents.Placed("1002"));
        Assert.Equal("changed: 1002 1", await reader.Next());
    }

    [Fact]
    public async Task Should_send_nothing_of_what_is_rolled_back()
    {
        await using var shop = await TrackingShop.Start();
        await using var reader = await EventReader.Open(shop.Http);
        Assert.Equal("latest: ", await reader.Next());

        // The first event fails after its consumer has done its work, and is tried again; the second never fails.
        shop.Turn(ServiceState.Failing);
        await shop.Publish(ShopEvents.Placed("1001"));
        await shop.UntilFailed(attempts: 3);
        var next = reader.Next();
        Assert.False(next.IsCompleted);

        shop.Turn(ServiceState.Running);
        Assert.Equal("changed: 1001 1", await next);
    }

    [Fact]
    public async Task Should_send_what_another_process_has_stored()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var storage = new PostgreSqlStorage(await server.CreateDatabaseAsync("tracking"));
        await using var here = await TrackingShop.StartOn(storage);
        await using var there = await TrackingShop.StartOn(storage);
        await using var reader = await EventReader.Open(here.Http);
        Assert.Equal("latest: ", await reader.Next());

        // The transports are in memory, so that only the database connects the two.
        await there.Publish(ShopEvents.Placed("1001"));
        Assert.Equal("changed: 1001 1", await reader.Next());

        await there.Publish(ShopEvents.Invoiced("1001"));
        Assert.Equal("changed: 1001 2", await reader.Next());
    }

    [Fact]
    public async Task Should_end_the_stream_when_the_host_stops()
    {
        await using var shop = await TrackingShop.Start();
        await using var reader = await EventReader.Open(shop.Http);
        Assert.Equal("latest: ", await reader.Next());

        var started = Stopwatch.GetTimestamp();
        await shop.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Null(await reader.Next());
    }

    [Fact]
    public async Task Should_forget_a_watcher_that_is_gone()
    {
        await using var shop = await TrackingShop.Start();
        await using (var reader = await EventReader.Open(shop.Http))
        {
            Assert.Equal("latest: ", await reader.Next());
            Assert.True(shop.IsWatched);
        }

        await shop.UntilNobodyWatches();
    }
}
