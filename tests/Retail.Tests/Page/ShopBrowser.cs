using EdaKit.TestSupport;
using Microsoft.Playwright;
using Retail.Tests.Api;
using Samples.Hosting.Transport;

namespace Retail.Tests.Page;

/// <summary>A shop of its own for the tests of the page, and a browser to visit it with.</summary>
public sealed class ShopBrowser : IAsyncLifetime
{
    private const float Patience = 20_000;

    private PageBrowser? _browser;

    public EmbeddedShop Shop { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        _browser = await PageBrowser.StartAsync(Patience);
    }

    /// <summary>Opens the page as a visitor who has never been there, with every service running.</summary>
    internal async Task<Visit> Open(int width = 1280, int height = 900, ColorScheme colors = ColorScheme.Light)
    {
        var visit = new Visit(await _browser!.OpenAsync(width, height, colors), Shop.Http);
        await visit.Begin();
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
