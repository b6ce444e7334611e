using Microsoft.Playwright;

namespace Insurance.Tests.Page;

/// <summary>
/// What the pages look like. With <c>EDAKIT_SCREENSHOT=FOLDER</c> the pictures stay there; <c>light.png</c> is <c>page.png</c> in samples/Insurance, and
/// <c>audit.png</c> is there too.
/// </summary>
[Collection(HostCollection.Name)]
public sealed class PictureTests(InsuranceBrowser browser)
{
    [Theory]
    [InlineData("light", 1280, 1260, ColorScheme.Light)]
    [InlineData("dark", 1280, 1260, ColorScheme.Dark)]
    [InlineData("narrow", 390, 2000, ColorScheme.Light)]
    public async Task Page_is_drawn_with_a_policy_as_it_once_was(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.OpenAsync(width, height, colors);
        await visit.ChooseAsync(await browser.Host.BusiestAsync());
        await visit.PullSliderAsync(9);
        await Assertions.Expect(visit.Page.Locator("#no-changes")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");

        await DrawAsync(visit, name);
    }

    [Theory]
    [InlineData("audit", 1280, 1130, ColorScheme.Light)]
    [InlineData("audit-narrow", 390, 2000, ColorScheme.Dark)]
    public async Task Page_is_drawn_with_an_entry_and_a_chain_that_holds(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.OpenAsync(width, height, colors);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Audit", Exact = true }).ClickAsync();
        await visit.Press("Verify the chain");
        await Assertions.Expect(visit.Page.Locator("#verdict")).ToContainTextAsync("It holds");
        await visit.Page.Locator("#list summary").Nth(2).ClickAsync();

        await DrawAsync(visit, name);
    }

    private static async Task DrawAsync(Visit visit, string name)
    {
        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        if (Environment.GetEnvironmentVariable("EDAKIT_SCREENSHOT") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.png"), picture);

        Assert.Empty(visit.Faults);
    }
}
