using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class When_several_relays_share_an_outbox
{
    private const string Exchange = "tests.order-placed";

    [Theory, InlineData(2), InlineData(8)]
    public async Task Should_send_each_message_once_while_nothing_fails(int relays)
    {
        const int Saves = 50, Each = 40;
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, Exchange);

        // A backlog that is nobody's, and then more of it while the relays are at it.
        await using var writing = await StartAsync(place, relays: false);
        await PublishAsync(writing, Saves / 2, Each);
        var relaying = await Task.WhenAll(Enumerable.Range(0, relays).Select(_ => StartAsync(place, relays: true)));
        await PublishAsync(writing, Saves / 2, Each);

        await tap.WaitForAsync(Saves * Each);
        await Eventually.IsAsync(0, writing.CountRecordsAsync);
        foreach (var app in relaying)
            await app.DisposeAsync();

        Assert.Equal(Saves * Each, tap.Messages.Count);
    }

    private static Task<TestApp> StartAsync(Place place, bool relays) => TestApp.StartAsync(place, c => c.Outbox = outbox =>
    {
        outbox.Relay.Enabled = relays;
        outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(50);
    });

    private static async Task PublishAsync(TestApp app, int saves, int each)
    {
        for (var save = 0; save < saves; save++)
        {
            await app.InScopeAsync(async scope =>
            {
                for (var i = 0; i < each; i++)
                    await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{save}-{i}"));

                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }
    }
}
