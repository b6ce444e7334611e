namespace EdaKit.AcceptanceTests.Shop;

public sealed class When_PostgreSql_restarts_in_mid_replay(RealServers servers)
{
    [Fact]
    public async Task Should_balance_the_books()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var day = GeneratedDay.Of(orders: 200);
        await using var shop = await RunningShop.Open(servers, cancellationToken);
        await using var replay = shop.Replay(day.File);

        await shop.UntilOrdersStored(60, replay, cancellationToken);
        await servers.Postgres.StopAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        await servers.Postgres.StartAgainAsync(cancellationToken);

        await shop.AssertBalanced(replay, cancellationToken);
    }
}
