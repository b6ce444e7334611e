using EdaKit.TestSupport;
using Microsoft.Playwright;
using Retail.Tests.Api;
using Samples.Hosting.Transport;

namespace Retail.Tests.Page;

/// <summary>A shop of its own for the tests of the page, and a browser to visit it with.</summary>
public sealed class ShopBrowser : IAsyncLifetime
{
    private const float Patience = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public EmbeddedShop Shop { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Start(_playwright);
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>Opens the page as a visitor who has never been there, with every service running.</summary>
    internal async Task<Visit> Open(int width = 1280, int height = 900, ColorScheme colors = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colors,
        });
        context.SetDefaultTimeout(Patience);

        var visit = new Visit(await context.NewPageAsync(), Shop.Http);
        await visit.Begin();
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Shop.DisposeAsync();
    }
}
