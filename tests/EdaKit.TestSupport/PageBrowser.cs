using Microsoft.Playwright;

namespace EdaKit.TestSupport;

/// <summary>A browser for the tests of a page, with the patience that they need.</summary>
public sealed class PageBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly float _patience;

    private PageBrowser(IPlaywright playwright, IBrowser browser, float patience) => (_playwright, _browser, _patience) = (playwright, browser, patience);

    /// <param name="patience">How long anything that is expected of a page may take, in milliseconds.</param>
    public static async Task<PageBrowser> StartAsync(float patience)
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(patience);
        return new(playwright, await Chromium.Start(playwright), patience);
    }

    /// <summary>A page of somebody who has never been there.</summary>
    public async Task<IPage> OpenAsync(int width, int height, ColorScheme colors)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colors });
        context.SetDefaultTimeout(_patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
