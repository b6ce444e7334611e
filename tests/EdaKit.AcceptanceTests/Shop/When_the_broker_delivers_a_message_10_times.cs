namespace EdaKit.AcceptanceTests.Shop;

[Collection(ShopScenarios.Name)]
public sealed class When_the_broker_delivers_a_message_10_times(RunningShop shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_have_one_effect()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await shop.EverythingUp(cancellationToken);
        await using var placed = await RecordedMessages.Of("retail.order-placed", shop.Rabbit, cancellationToken);
        await using var paid = await RecordedMessages.Of("retail.order-paid", shop.Rabbit, cancellationToken);
        await using var invoiced = await RecordedMessages.Of("retail.invoice-issued", shop.Rabbit, cancellationToken);
        await shop.Place("1001", cancellationToken);
        await Wait.Until("1001 is invoiced", Patience, () => Task.FromResult(invoiced.About("1001") == 1), cancellationToken);

        await placed.Redeliver("1001", "take-stock-and-payment", times: 9, cancellationToken);
        await paid.Redeliver("1001", "issue-invoice", times: 9, cancellationToken);

        // A service that is asked to stop finishes what it has in hand, so afterwards empty queues mean that all was handled.
        await UntilEmpty(shop, "take-stock-and-payment", cancellationToken);
        await UntilEmpty(shop, "issue-invoice", cancellationToken);
        Assert.Equal(0, await shop.Checkout.Terminate(cancellationToken));
        Assert.Equal(0, await shop.Billing.Terminate(cancellationToken));

        Assert.Equal(0, await shop.CountMessages("take-stock-and-payment", cancellationToken));
        Assert.Equal(0, await shop.CountMessages("issue-invoice", cancellationToken));
        await shop.AssertNothingSetAside(cancellationToken);
        await AssertOneRow(shop, """checkout."Payments" """, cancellationToken);
        await AssertOneRow(shop, """checkout."StockMovements" """, cancellationToken);
        await AssertOneRow(shop, """billing."Invoices" """, cancellationToken);
        Assert.Equal(1, paid.About("1001"));
        Assert.Equal(1, invoiced.About("1001"));
    }

    private static async Task AssertOneRow(RunningShop shop, string table, CancellationToken cancellationToken)
    {
        var rows = await shop.Count($"""SELECT count(*) FROM {table} WHERE "OrderNumber" = '1001'""", cancellationToken);
        Assert.Equal((table, 1), (table, rows));
    }

    private static Task UntilEmpty(RunningShop shop, string queue, CancellationToken cancellationToken) => Wait.Until(
        $"the queue '{queue}' is empty", Patience, async () => await shop.CountMessages(queue, cancellationToken) == 0, cancellationToken);
}
