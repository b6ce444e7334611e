using Retail.Ordering.Returns;

namespace Retail.Tests.Ordering;

public sealed class EarlierPurchasesTests
{
    [Fact]
    public async Task Of_several_purchases_is_the_latest_one_before()
    {
        await using var file = await OrderingFile.Create(
            OrderingFile.LampOrder("1", "501", 1), OrderingFile.LampOrder("2", "501", 2), OrderingFile.LampOrder("3", "501", 30));

        Assert.Equal("2", (await Find(file, "501", before: 30))["LAMP"]);
    }

    [Fact]
    public async Task Of_purchase_in_the_same_minute_is_none()
    {
        await using var file = await OrderingFile.Create(OrderingFile.LampOrder("1", "501", 30));

        Assert.Empty(await Find(file, "501", before: 30));
    }

    [Fact]
    public async Task Of_another_customers_purchase_is_none()
    {
        await using var file = await OrderingFile.Create(OrderingFile.LampOrder("1", "502", 1));

        Assert.Empty(await Find(file, "501", before: 30));
    }

    [Fact]
    public async Task Of_a_guest_is_none()
    {
        await using var file = await OrderingFile.Create(OrderingFile.LampOrder("1", null, 1));

        Assert.Empty(await Find(file, null, before: 30));
    }

    [Fact]
    public async Task Of_another_item_is_none()
    {
        await using var file = await OrderingFile.Create(OrderingFile.LampOrder("1", "501", 1));

        Assert.Empty(await Find(file, "501", before: 30, "MUG"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> Find(
        OrderingFile file, string? customer, int before, string stockCode = "LAMP")
    {
        await using var db = file.Open();
        return await EarlierPurchases.Of(db, customer, OrderingFile.At(before), [stockCode], TestContext.Current.CancellationToken);
    }
}
