using Microsoft.Data.Sqlite;
using Retail.Host.Compare.Outage;
using Retail.Host.Compare.Shops;

namespace Retail.Tests.Compare;

/// <summary>What is said of the two shops is read from their databases; here is what they say when billing is down.</summary>
public sealed class When_the_books_of_a_shop_are_read : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_find_what_the_before_took_and_what_it_cancelled()
    {
        await using var shop = await SynchronousShop.Start(_folder, Cancel);
        var client = new ShopClient(shop, _http);
        await client.MustPut("1", Cancel);
        await shop.StopBilling(Cancel);
        Assert.Equal("503", await client.TryPut("2", Cancel));
        await shop.StartBilling(Cancel);
        await client.MustPut("3", Cancel);

        var tally = await Tally(shop, "1", "2", "3");

        Assert.Equal((2, 1, 0, 0, 0), (tally.Taken, tally.Cancelled, tally.Refused, tally.HalfDone, tally.Lost));
        Assert.NotNull(tally.LongestDelay);
    }

    [Fact]
    public async Task Should_find_that_the_after_owes_an_invoice_until_billing_is_back()
    {
        await using var shop = await EventDrivenShop.Start(_folder, Cancel);
        var client = new ShopClient(shop, _http);
        await client.MustPut("1", Cancel);
        await shop.UntilSettled(new HashSet<string> { "1" }, Cancel);
        await shop.StopBilling(Cancel);
        await client.MustPut("2", Cancel);

        var down = await Tally(shop, "1", "2");
        await shop.StartBilling(Cancel);
        await shop.UntilSettled(new HashSet<string> { "1", "2" }, Cancel);
        var back = await Tally(shop, "1", "2");

        Assert.Equal((2, 0, 0, 1), (down.Taken, down.Cancelled, down.Refused, down.Lost));
        Assert.Equal((2, 0, 0, 0), (back.Taken, back.HalfDone, back.Refused, back.Lost));
        Assert.NotNull(back.LongestDelay);
    }

    [Fact]
    public async Task Should_count_an_order_of_a_shop_that_is_not_there_as_refused()
    {
        var shop = await SynchronousShop.Start(_folder, Cancel);
        var client = new ShopClient(shop, _http);
        await shop.DisposeAsync();

        Assert.NotNull(await client.TryPut("1", Cancel));
        Assert.Equal(1, (await Tally(shop, "1")).Refused);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<OutageTally> Tally(IComparedShop shop, params string[] numbers) =>
        OutageTally.Of(numbers.Length, await shop.Fates(numbers.ToHashSet(), Cancel));
}
