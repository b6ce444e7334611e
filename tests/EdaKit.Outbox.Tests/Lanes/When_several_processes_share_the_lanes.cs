using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Outbox.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Tests.Lanes;

public sealed class When_several_processes_share_the_lanes
{
    private const int Accounts = 20;

    [Fact]
    public async Task Should_keep_the_order_while_processes_join_and_stop()
    {
        const int Each = 60;
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var first = await LaneApps.StartAsync(place);

        var writing = Task.WhenAll(Enumerable.Range(0, Accounts).Select(account => Task.Run(() => first.PublishAsync($"account {account}", 0, Each))));
        await using (await LaneApps.StartAsync(place))
        {
            await tap.WaitForAsync(Accounts * Each / 4);
            await using (await LaneApps.StartAsync(place))
                await tap.WaitForAsync(Accounts * Each / 2);
        }

        await writing;
        var order = (await tap.WaitForAsync(Accounts * Each)).ByAccount();
        Assert.All(order.Values, numbers => Assert.Equal(Enumerable.Range(0, Each), numbers));

        // They stopped in order, so nothing was sent twice.
        Assert.Equal(Accounts * Each, tap.Messages.Count);
    }

    [Fact]
    public async Task Should_share_them_evenly_and_take_over_when_one_leaves()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var first = await LaneApps.StartAsync(place);
        await Eventually.IsAsync("64", () => SharesAsync(first));

        await using (await LaneApps.StartAsync(place))
        {
            await Eventually.IsAsync("32 32", () => SharesAsync(first));
            await using (await LaneApps.StartAsync(place))
                await Eventually.IsAsync("21 21 22", () => SharesAsync(first));
        }

        await Eventually.IsAsync("64", () => SharesAsync(first));
    }

    [Fact]
    public async Task Should_send_what_a_process_wrote_whose_lanes_another_one_sends()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var sending = await LaneApps.StartAsync(place);
        await Eventually.IsAsync("64", () => SharesAsync(sending));
        await using var writing = await LaneApps.StartAsync(place, outbox => outbox.Relay.Enabled = false);

        await writing.PublishAsync("a", 0, 10);

        Assert.Equal(Enumerable.Range(0, 10), (await tap.WaitForAsync(10)).ByAccount()["a"]);
    }

    /// <summary>How many shares each relay has, in ascending order.</summary>
    private static Task<string> SharesAsync(TestApp app) => app.QueryAsync(async db =>
    {
        var leases = await db.Set<Lease>().Where(lease => lease.Name.StartsWith("outbox/lanes/")).ToListAsync();
        return string.Join(' ', leases.GroupBy(lease => lease.Holder).Select(relay => relay.Count()).Order());
    });
}
