using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Retail.Tests.Tracking;

public sealed class TimelineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 2, 3, 4, 5)]
    [InlineData(5, 4, 3, 2, 1, 0)]
    [InlineData(2, 0, 5, 1, 4, 3)]
    public async Task Order_has_the_same_timeline_whatever_comes_first(params int[] arrival)
    {
        await using var shop = await TrackingShop.Start();
        var events = ShopEvents.OfOrder("1001");

        foreach (var (count, next) in arrival.Index())
        {
            await shop.Publish(events[next]);
            await shop.UntilSteps("1001", count + 1);
        }

        var order = await shop.UntilSteps("1001", 6);
        Assert.Equal(
            [
                "09:00:00 placed: 6 items over £15.30",
                "09:00:01 paid: £15.30 paid, 6 items taken from stock",
                "09:00:02 invoiced: Invoice INV-1001 over £15.30",
                "09:00:03 notified: “Your order is on its way”",
                "09:00:04 points-booked: 15 points earned",
                "09:00:05 scored: 12 % likely to come back",
            ],
            Lines(order));
        Assert.All(order.GetProperty("steps").EnumerateArray(), step => Assert.EndsWith("Z", step.GetProperty("at").GetString()));
        Assert.Equal("17850", order.GetProperty("customerId").GetString());
        Assert.False(order.GetProperty("guest").GetBoolean());
        Assert.Equal(15.30m, order.GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Return_has_a_timeline_of_its_own()
    {
        await using var shop = await TrackingShop.Start();

        foreach (var said in ShopEvents.OfReturn("C1002"))
            await shop.Publish(said);

        var returned = await shop.UntilSteps("C1002", 4);
        Assert.Equal(
            [
                "return-accepted: 1 item over £2.55 come back",
                "credited: Credit note CN-C1002 over £2.55",
                "points-booked: 3 points taken back",
                "stock-returned: 1 item back in stock",
            ],
            Lines(returned).Select(line => line[9..]));
        Assert.True(returned.GetProperty("guest").GetBoolean());
    }

    [Fact]
    public async Task Order_that_nobody_has_placed_yet_says_what_is_known()
    {
        await using var shop = await TrackingShop.Start();

        await shop.Publish(ShopEvents.Invoiced("1003"));

        var order = await shop.UntilSteps("1003", 1);
        Assert.False(order.GetProperty("guest").GetBoolean());
        Assert.Equal(JsonValueKind.Null, order.GetProperty("total").ValueKind);
    }

    [Fact]
    public async Task Message_that_comes_twice_and_event_that_is_said_twice_have_no_effect()
    {
        await using var shop = await TrackingShop.Start();
        var id = Guid.NewGuid();

        await shop.Publish(ShopEvents.Invoiced("1004"), id);
        await shop.Publish(ShopEvents.Invoiced("1004"), id);
        await shop.UntilHandled(2);
        await shop.Publish(ShopEvents.Invoiced("1004") with { InvoiceNumber = "INV-AGAIN" });
        await shop.UntilHandled(3);

        var order = await shop.UntilSteps("1004", 1);
        Assert.Equal(["09:00:02 invoiced: Invoice INV-1004 over £15.30"], Lines(order));
    }

    [Fact]
    public async Task Latest_are_those_to_which_something_happened_last()
    {
        await using var shop = await TrackingShop.Start();

        foreach (var number in Enumerable.Range(2001, 52).Select(number => $"{number}"))
        {
            await shop.Publish(ShopEvents.Placed(number));
            await shop.UntilSteps(number, 1);
        }

        await shop.Publish(ShopEvents.Invoiced("2001"));
        await shop.UntilSteps("2001", 2);

        var latest = await shop.Http.GetFromJsonAsync<JsonElement>("/tracking/orders", Cancel);
        var numbers = latest.EnumerateArray().Select(order => order.GetProperty("orderNumber").GetString()).ToArray();
        Assert.Equal(50, numbers.Length);
        Assert.Equal(["2001", "2052", "2051"], numbers[..3]);
        Assert.Equal("2004", numbers[^1]);
    }

    [Fact]
    public async Task Unknown_order_is_not_found()
    {
        await using var shop = await TrackingShop.Start();

        using var response = await shop.Http.GetAsync("/tracking/orders/nobody", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static IEnumerable<string> Lines(JsonElement order) => order.GetProperty("steps").EnumerateArray().Select(step =>
        $"{step.GetProperty("at").GetDateTime():HH:mm:ss} {step.GetProperty("name").GetString()}: {step.GetProperty("text").GetString()}");
}
