using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Lanes;

public sealed class When_messages_share_a_key
{
    /// <summary>With room for three bodies in flight, and six in memory, no read brings all that it asks for.</summary>
    [Theory, InlineData(StoreKind.Sqlite, 64 << 20), InlineData(StoreKind.PostgreSql, 64 << 20), InlineData(StoreKind.Sqlite, 2 << 10), InlineData(StoreKind.PostgreSql, 2 << 10)]
    public async Task Should_keep_the_order_of_each_key_and_lose_none(StoreKind store, long room)
    {
        const int Accounts = 10, Each = 30;
        using var place = await Place.CreateAsync(store, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place, outbox => outbox.Relay.MaxBytesInFlight = room);

        await Task.WhenAll(Enumerable.Range(0, Accounts).Select(account => app.PublishAsync($"account {account}", 0, Each)));

        var order = (await tap.WaitForAsync(Accounts * Each)).ByAccount();
        Assert.Equal(Accounts, order.Count);
        Assert.All(order, account => Assert.Equal(Enumerable.Range(0, Each), account.Value));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_keep_the_order_of_the_commits_when_many_write_to_one_key()
    {
        const int Writers = 8, Each = 20;
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place);
        var next = 0;

        // The number is drawn behind a lock of the test's own, kept until the commit, so that numbers and commits have one order.
        using var turn = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await turn.WaitAsync();
                try
                {
                    await app.PublishTogetherAsync(new AccountMoved("one", next++));
                }
                finally
                {
                    turn.Release();
                }
            }
        })));

        var order = (await tap.WaitForAsync(Writers * Each)).ByAccount();
        Assert.Equal(Enumerable.Range(0, Writers * Each), order["one"]);
    }

    [Fact]
    public async Task Should_keep_the_order_within_one_save_of_several_keys()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place);

        await app.PublishTogetherAsync([.. Enumerable.Range(0, 100).Select(n => new AccountMoved(n % 3 == 0 ? "a" : "b", n))]);

        var order = (await tap.WaitForAsync(100)).ByAccount();
        Assert.All(order.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Fact]
    public async Task Should_let_two_transactions_take_the_same_keys_in_any_order()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place);

        // Were the locks taken in the order of the messages, half of these would deadlock.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                string[] keys = writer % 2 == 0 ? ["a", "b", "c"] : ["c", "b", "a"];
                await app.PublishTogetherAsync([.. keys.Select(key => new AccountMoved(key, writer * 1000 + i))]);
            }
        })));

        Assert.Equal(8 * 20 * 3, (await tap.WaitForAsync(8 * 20 * 3)).Count);
    }

    [Fact]
    public async Task Should_name_the_lane_on_the_message_and_nowhere_without_one()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            var publish = scope.GetRequiredService<IPublishEndpoint>();
            await publish.Publish(new AccountMoved("17", 1));
            await publish.Publish(new AccountMoved("17", 2), context => context.SetLane("customer 4"));
            await publish.Publish(new AccountMoved("17", 3), context => context.SetNoLane());
            await publish.Publish(new AccountMoved("17", 4), context => context.Delay = TimeSpan.FromMilliseconds(300));
            await publish.Publish(new AccountMoved("17", 5), context => context.SetLane(new string('x', 1000)));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        var lanes = (await tap.WaitForAsync(5)).ToDictionary(message => message["number"], message => message.Headers.TryGetValue("EdaKit-Lane", out var lane) ? lane.GetString() : null);
        Assert.Equal("Account:17", lanes["1"]);
        Assert.Equal("customer 4", lanes["2"]);
        Assert.Null(lanes["3"]);
        Assert.Null(lanes["4"]);
        Assert.Equal(OutboxRecord.LongestLane, lanes["5"]!.Length);
    }

    [Fact]
    public async Task Should_send_what_another_process_left_in_lanes_though_this_one_uses_none()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using (var first = await LaneApps.StartAsync(place, outbox => outbox.Relay.Enabled = false))
            await first.PublishAsync("a", 0, 10);

        await using var second = await LaneApps.StartAsync(place, outbox => outbox.Lanes.Enabled = false);

        Assert.Equal(Enumerable.Range(0, 10), (await tap.WaitForAsync(10)).ByAccount()["a"]);
        await Eventually.IsAsync(0, second.CountRecordsAsync);
        await second.PublishAsync("a", 10, 1);
        Assert.Null(await second.QueryAsync(db => db.Set<OutboxRecord>().Select(record => record.Lane).FirstOrDefaultAsync()));
    }
}
