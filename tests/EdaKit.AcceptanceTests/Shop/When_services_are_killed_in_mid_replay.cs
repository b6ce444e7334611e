namespace EdaKit.AcceptanceTests.Shop;

[Collection(ShopScenarios.Name)]
public sealed class When_services_are_killed_in_mid_replay(RunningShop shop)
{
    [Fact]
    public async Task Should_balance_the_books()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var day = GeneratedDay.Of(orders: 400, prefix: "71");
        await shop.EverythingUp(cancellationToken);
        await using var replay = shop.Replay(day, ordersPerSecond: 20);

        // Ordering dies between storing orders and relaying them, and while customers wait for an answer.
        await shop.UntilOrdersStored(80, day, replay, cancellationToken);
        await shop.Ordering.Kill();
        await shop.Ordering.Start(cancellationToken);

        // Billing dies with messages in its hands, and is away while more arrive.
        await shop.UntilOrdersStored(160, day, replay, cancellationToken);
        await shop.Billing.Kill();
        await shop.UntilOrdersStored(260, day, replay, cancellationToken);
        await shop.Billing.Start(cancellationToken);

        // The services that only listen die while every event there is comes to them, and find what they have missed.
        await shop.UntilOrdersStored(320, day, replay, cancellationToken);
        await shop.Listeners.Kill();
        await shop.Listeners.Start(cancellationToken);

        await shop.AssertBalanced(replay, cancellationToken);
    }
}
