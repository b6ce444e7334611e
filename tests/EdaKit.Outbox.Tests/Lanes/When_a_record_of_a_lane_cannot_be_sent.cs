using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Lanes;

public sealed class When_a_record_of_a_lane_cannot_be_sent
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_hold_its_lane_and_no_other_until_it_is_put_back(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place, outbox => outbox.Relay.MaxAttempts = 2);

        var poison = await PoisonAsync(app, "a");
        await app.PublishAsync("a", 0, 10);
        await app.PublishAsync("b", 0, 10);

        Assert.Equal(Enumerable.Range(0, 10), (await tap.WaitForAsync(10)).ByAccount()["b"]);
        await Eventually.IsAsync((1L, 10L), () => CountAsync(app));
        Assert.Contains(app.Log.Entries, entry => entry.Id.Id == 1108);

        // What comes later waits too.
        await app.PublishAsync("a", 10, 1);
        await Eventually.IsAsync((1L, 11L), () => CountAsync(app));

        await MendAsync(app, poison);
        await app.Services.GetRequiredService<IOutboxOperations<ShopDb>>().RetryAllAsync(new(), "somebody");

        var order = (await tap.WaitForAsync(22)).ByAccount();
        Assert.Equal([-1, .. Enumerable.Range(0, 11)], order["a"]);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_let_its_lane_go_on_when_it_is_given_up()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place, outbox => outbox.Relay.MaxAttempts = 1);
        var poison = await PoisonAsync(app, "a");
        await app.PublishAsync("a", 0, 5);
        await Eventually.IsAsync((1L, 5L), () => CountAsync(app));

        await app.Services.GetRequiredService<IOutboxOperations<ShopDb>>().DiscardAsync([poison], "somebody", "it is not wanted");

        Assert.Equal(Enumerable.Range(0, 5), (await tap.WaitForAsync(5)).ByAccount()["a"]);
    }

    [Fact]
    public async Task Should_wait_for_its_pause_and_keep_its_place_when_it_fails_for_a_while()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);

        await using (var first = await LaneApps.StartAsync(place, outbox => outbox.Relay.MaxAttempts = 1000))
        {
            var poison = await PoisonAsync(first, "a");
            await first.PublishAsync("a", 0, 5);
            await Eventually.IsAsync(true, () => first.QueryAsync(db => db.Set<OutboxRecord>().AnyAsync(record => record.Attempts > 1)));
            await MendAsync(first, poison);
        }

        // The next process finds the record that pauses at the head, and waits for it.
        await using var second = await LaneApps.StartAsync(place);

        Assert.Equal([-1, .. Enumerable.Range(0, 5)], (await tap.WaitForAsync(6)).ByAccount()["a"]);
    }

    [Fact]
    public async Task Should_go_on_without_it_when_the_policy_is_to_skip()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place, outbox => (outbox.Relay.MaxAttempts, outbox.Lanes.WhenParked) = (2, LanePolicy.Skip));

        await PoisonAsync(app, "a");
        await app.PublishAsync("a", 0, 5);

        Assert.Equal(Enumerable.Range(0, 5), (await tap.WaitForAsync(5)).ByAccount()["a"]);
        await Eventually.IsAsync((1L, 0L), () => CountAsync(app));
    }

    [Fact]
    public async Task Should_free_what_is_held_when_the_policy_changes_from_block_to_skip()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);

        await using (var first = await LaneApps.StartAsync(place, outbox => outbox.Relay.MaxAttempts = 1))
        {
            await PoisonAsync(first, "a");
            await first.PublishAsync("a", 0, 5);
            await Eventually.IsAsync((1L, 5L), () => CountAsync(first));
        }

        await using var second = await LaneApps.StartAsync(place, outbox => outbox.Lanes.WhenParked = LanePolicy.Skip);

        Assert.Equal(Enumerable.Range(0, 5), (await tap.WaitForAsync(5)).ByAccount()["a"]);
    }

    [Fact]
    public async Task Should_send_it_elsewhere_and_say_why_when_the_policy_is_to_divert()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var diverted = await QueueTap.OpenAsync(place.Transport.VirtualHost!, "diverted");
        await using var app = await LaneApps.StartAsync(place, outbox =>
            (outbox.Relay.MaxAttempts, outbox.Lanes.WhenParked, outbox.Lanes.DivertTo) = (2, LanePolicy.Divert, new Uri("exchange:diverted")));

        await PoisonAsync(app, "a");
        await app.PublishAsync("a", 0, 5);

        Assert.Equal(Enumerable.Range(0, 5), (await tap.WaitForAsync(5)).ByAccount()["a"]);
        var gone = Assert.Single(await diverted.WaitForAsync(1));
        Assert.Equal("-1", gone["number"]);
        Assert.Equal("nowhere://at/all", Assert.Contains("EdaKit-Diverted-From", gone.TransportHeaders));
        Assert.NotEmpty(Assert.Contains("EdaKit-Diverted-Reason", gone.TransportHeaders));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Contains(app.Log.Entries, entry => entry.Id.Id == 1112);
    }

    [Fact]
    public async Task Should_park_it_and_hold_its_lane_when_it_cannot_be_diverted_either()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place, outbox =>
            (outbox.Relay.MaxAttempts, outbox.Lanes.WhenParked, outbox.Lanes.DivertTo) = (1, LanePolicy.Divert, new Uri("nowhere://at/all")));

        await PoisonAsync(app, "a");
        await app.PublishAsync("a", 0, 5);
        await Eventually.IsAsync((1L, 5L), () => CountAsync(app));

        // What comes later waits too.
        await app.PublishAsync("a", 5, 1);
        await Eventually.IsAsync((1L, 6L), () => CountAsync(app));
        Assert.Empty(tap.Messages);
    }

    /// <summary>A message that cannot be sent: nobody can make anything of its address.</summary>
    private static async Task<Guid> PoisonAsync(TestApp app, string account)
    {
        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new AccountMoved(account, -1), context => context.Headers.Set("poison", "yes"));
            var db = scope.GetRequiredService<ShopDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            await db.Set<OutboxRecord>().Where(record => record.Properties.Contains("poison")).ExecuteUpdateAsync(set => set
                .SetProperty(record => record.Destination, "nowhere://at/all")
                .SetProperty(record => record.Properties, record => record.Properties.Replace("publishedType", "wasPublishedType")));
            await transaction.CommitAsync();
        });

        return await app.QueryAsync(db => db.Set<OutboxRecord>().Where(record => record.Properties.Contains("poison")).Select(record => record.Id).SingleAsync());
    }

    private static Task<int> MendAsync(TestApp app, Guid poison) => app.QueryAsync(db => db.Set<OutboxRecord>().Where(record => record.Id == poison)
        .ExecuteUpdateAsync(set => set.SetProperty(record => record.Destination, $"exchange:{LaneApps.Exchange}")));

    private static async Task<(long Parked, long Held)> CountAsync(TestApp app)
    {
        var counts = await app.Services.GetRequiredService<IOutboxOperations<ShopDb>>().CountAsync();
        return (counts.Parked, counts.Held);
    }
}
