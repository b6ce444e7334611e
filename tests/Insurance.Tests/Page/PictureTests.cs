using Microsoft.Playwright;

namespace Insurance.Tests.Page;

/// <summary>
/// What the pages look like. With <c>EDAKIT_SCREENSHOT=FOLDER</c> the pictures stay there, and dark and narrow ones are made as well; without it only those
/// that are in samples/Insurance: <c>page.png</c>, <c>audit.png</c> and <c>analytics.png</c>.
/// </summary>
[Collection(HostCollection.Name)]
public sealed class PictureTests(InsuranceBrowser browser)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("EDAKIT_SCREENSHOT") is { Length: > 0 } folder ? folder : null;

    public static TheoryData<string, int, int, ColorScheme> Pages => Pictures("page", 1260, 2000);

    public static TheoryData<string, int, int, ColorScheme> Audits => Pictures("audit", 1130, 2000);

    public static TheoryData<string, int, int, ColorScheme> Analytics => Pictures("analytics", 1125, 3300);

    [Theory]
    [MemberData(nameof(Pages))]
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
    [MemberData(nameof(Audits))]
    public async Task Page_is_drawn_with_an_entry_and_a_chain_that_holds(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.OpenAsync(width, height, colors);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Audit", Exact = true }).ClickAsync();
        await visit.Press("Verify the chain");
        await Assertions.Expect(visit.Page.Locator("#verdict")).ToContainTextAsync("It holds");
        await visit.Page.Locator("#list summary").Nth(2).ClickAsync();

        await DrawAsync(visit, name);
    }

    [Theory]
    [MemberData(nameof(Analytics))]
    public async Task Page_is_drawn_with_figures(string name, int width, int height, ColorScheme colors)
    {
        await using var visit = await browser.OpenAsync(width, height, colors);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Analytics", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#fresh")).ToContainTextAsync("up to date");

        await DrawAsync(visit, name);
    }

    private static TheoryData<string, int, int, ColorScheme> Pictures(string name, int height, int heightOfPhone)
    {
        var pictures = new TheoryData<string, int, int, ColorScheme> { { name, 1280, height, ColorScheme.Light } };
        if (Folder is not null)
        {
            pictures.Add($"{name}-dark", 1280, height, ColorScheme.Dark);
            pictures.Add($"{name}-narrow", 390, heightOfPhone, ColorScheme.Light);
        }

        return pictures;
    }

    private static async Task DrawAsync(Visit visit, string name)
    {
        await visit.Page.Mouse.MoveAsync(0, 0);
        await visit.Page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        if (Folder is not null)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{name}.png"), picture);

        Assert.Empty(visit.Faults);
    }
}
