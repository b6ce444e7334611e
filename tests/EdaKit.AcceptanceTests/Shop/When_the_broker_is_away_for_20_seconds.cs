namespace EdaKit.AcceptanceTests.Shop;

[Collection(ShopScenarios.Name)]
public sealed class When_the_broker_is_away_for_20_seconds(RunningShop shop, RealServers servers)
{
    [Fact]
    public async Task Should_go_on_taking_orders_and_balance_the_books()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var day = GeneratedDay.Of(orders: 200, prefix: "73");
        await shop.EverythingUp(cancellationToken);
        await using var replay = shop.Replay(day, ordersPerSecond: 10);

        await shop.UntilOrdersStored(60, day, replay, cancellationToken);
        await servers.Rabbit.StopAsync(cancellationToken);
        var away = Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);

        // Orders are still taken: they and their events wait in ordering's outbox.
        await shop.UntilOrdersStored(200, day, replay, cancellationToken);
        await away;
        await servers.Rabbit.StartAgainAsync(cancellationToken);

        await shop.AssertBalanced(replay, cancellationToken);
    }
}
