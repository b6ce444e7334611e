using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Inbox;

/// <summary>On SQLite one transaction writes at a time. Whoever asks now and then must not wait for all who ask in a loop.</summary>
public sealed class When_a_slow_consumer_works_beside_a_busy_api
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Should_give_the_api_its_turn()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
            x.AddConsumer<NoteSlowly>().Endpoint(e => e.ConcurrentMessageLimit = 1));

        // A backlog of five seconds' work. One transaction follows the other, so that the file is hardly ever free.
        await app.Bus.PublishBatch(Enumerable.Range(0, 100).Select(i => new OrderPlaced($"{i}")));
        await Eventually.IsAsync(true, () => Task.FromResult(app.Received.Of<Handled>().Count > 0));

        var turns = new List<int>();
        for (var i = 0; i < 20; i++)
        {
            var before = app.Received.Of<Handled>().Count;
            await app.InScopeAsync(async scope =>
            {
                var db = scope.GetRequiredService<ShopDb>();
                db.Orders.Add(new Order { Number = $"api {i}" });
                await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderNoted($"{i}"));
                await db.SaveChangesAsync();
            });
            turns.Add(app.Received.Of<Handled>().Count - before);
        }

        // First come, first served: the unit of work under way ends, perhaps the one that already waited, and then it is the API's turn.
        Assert.All(turns, handled => Assert.InRange(handled, 0, 4));
        Assert.Equal(100 + 20, await WaitForAllAsync(app));
    }

    private static async Task<int> WaitForAllAsync(TestApp app)
    {
        await app.Received.WaitForAsync<Handled>(100);
        await Eventually.IsAsync(120, app.CountOrdersAsync);
        return await app.CountOrdersAsync();
    }

    public sealed record Handled;

    public sealed class NoteSlowly(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            await Task.Delay(Work);
            received.Add(new Handled());
        }
    }
}
