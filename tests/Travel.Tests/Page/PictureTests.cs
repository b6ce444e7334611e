using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Travel.Tests.Page;

/// <summary>
/// What the page looks like while a trip waits for a person. With <c>EDAKIT_SCREENSHOT=FOLDER</c> the pictures stay there; <c>light.png</c> is the one in
/// samples/Travel.
/// </summary>
public sealed class PictureTests(TravelBrowser browser) : IClassFixture<TravelBrowser>
{
    [Theory]
    [InlineData("light", 1280, 1000, ColorScheme.Light)]
    [InlineData("dark", 1280, 1000, ColorScheme.Dark)]
    [InlineData("narrow", 390, 1900, ColorScheme.Light)]
    public async Task Page_is_drawn_with_a_trip_that_asks_a_person(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.OpenAsync(width, height, colors);
        await visit.BookAsync("Orchestrated", "Undo fails");
        await Expect(visit.Message).ToHaveTextAsync("A person is asked.");

        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        if (Environment.GetEnvironmentVariable("EDAKIT_SCREENSHOT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.png"), picture);

        Assert.Empty(visit.Faults);
    }
}
