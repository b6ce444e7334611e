namespace EdaKit.AcceptanceTests.Shop;

/// <summary>The shop is at version 2 of its main contract. A publisher and a listener of version 1 have not been deployed yet: they know that and nothing newer.</summary>
[Collection(ShopScenarios.Name)]
public sealed class When_old_and_new_services_run_together(RunningShop shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_give_new_orders_to_the_old_listener_and_old_orders_to_the_new_services()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await shop.EverythingUp(cancellationToken);
        await using var old = await OldServices.Start(shop.Rabbit, cancellationToken);
        await using var invoiced = await RecordedMessages.Of("retail.invoice-issued", shop.Rabbit, cancellationToken);

        await shop.Place("7601", cancellationToken);
        await old.Place("7602", cancellationToken);

        await Wait.Until("both orders are invoiced", Patience, () => Task.FromResult(invoiced.About("7601") == 1 && invoiced.About("7602") == 1), cancellationToken);
        await Wait.Until("the old listener has heard of both", Patience, () => Task.FromResult(old.Heard.Count == 2), cancellationToken);
        Assert.Equal(["7601", "7602"], old.Heard.Select(order => order.OrderNumber).Order(StringComparer.Ordinal));
        Assert.Equal(new OldLine(1, "LAMP", "Desk lamp", 1, 12.50m), Assert.Single(old.Heard.First(order => order.OrderNumber == "7601").Lines));
        await shop.AssertNothingSetAside(cancellationToken);
        Assert.Equal(0, await shop.CountMessages($"{OldServices.Queue}_error", cancellationToken) + await shop.CountMessages($"{OldServices.Queue}_skipped", cancellationToken));
    }
}
