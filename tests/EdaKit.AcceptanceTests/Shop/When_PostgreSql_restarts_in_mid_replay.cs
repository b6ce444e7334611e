namespace EdaKit.AcceptanceTests.Shop;

[Collection(ShopScenarios.Name)]
public sealed class When_PostgreSql_restarts_in_mid_replay(RunningShop shop, RealServers servers)
{
    [Fact]
    public async Task Should_balance_the_books()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var day = GeneratedDay.Of(orders: 200, prefix: "70");
        await shop.EverythingUp(cancellationToken);
        await using var replay = shop.Replay(day, ordersPerSecond: 20);

        await shop.UntilOrdersStored(60, day, replay, cancellationToken);
        await servers.Postgres.StopAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        await servers.Postgres.StartAgainAsync(cancellationToken);

        await shop.AssertBalanced(replay, cancellationToken);
    }
}
