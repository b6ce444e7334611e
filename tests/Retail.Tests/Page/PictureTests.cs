using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Retail.Tests.Page;

/// <summary>
/// What the page looks like while an order waits for a service that is stopped. With <c>EDAKIT_SCREENSHOT=FOLDER</c> the pictures stay
/// there; <c>light.png</c> is the one in samples/Retail.
/// </summary>
public sealed class PictureTests(ShopBrowser browser) : IClassFixture<ShopBrowser>
{
    private static readonly (string Item, string Customer)[] Customers =
    [
        ("Desk lamp", "Guest"),
        ("Glass vase", "Sofia Marchetti"),
        ("Oak tray", "Guest"),
        ("Beeswax candle", "Noah Lindqvist"),
        ("Wool throw", "Amelia Hart"),
    ];

    [Theory]
    [InlineData("light", 1280, 900, ColorScheme.Light)]
    [InlineData("dark", 1280, 900, ColorScheme.Dark)]
    [InlineData("narrow", 390, 1600, ColorScheme.Light)]
    [InlineData("tablet", 820, 1180, ColorScheme.Dark)]
    public async Task Page_is_drawn_with_an_order_that_waits(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.Open(width, height, colors);
        foreach (var (item, customer) in Customers)
        {
            await visit.Want(item, 2);
            await visit.ChooseCustomer(customer);
            await visit.PlaceAndSee();
            await Expect(visit.Page.Locator("#order-message")).ToHaveTextAsync("Your order is complete.");
        }

        await visit.Want("Stoneware mug", 4);
        await visit.Turn("billing", "stopped");
        var number = await visit.PlaceAndSee();
        foreach (var step in (string[])["paid", "notified", "points-booked", "scored"])
            await visit.ExpectDone(step);
        await Expect(visit.Step("invoiced")).ToContainTextAsync("waiting: billing is stopped");
        await Expect(visit.Service("billing")).ToContainTextAsync("1 held at the door");
        await Expect(visit.Row(number)).ToBeVisibleAsync();

        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        var picture = await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
        if (Environment.GetEnvironmentVariable("EDAKIT_SCREENSHOT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.png"), picture);

        await visit.Turn("billing", "running");
        await visit.ExpectDone("invoiced");
        Assert.Empty(visit.Faults);
    }
}
