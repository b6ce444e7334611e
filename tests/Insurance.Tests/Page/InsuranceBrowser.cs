using EdaKit.TestSupport;
using Insurance.Tests.Support;
using Microsoft.Playwright;

namespace Insurance.Tests.Page;

/// <summary>A host of its own for the tests of the page, and a browser to visit it with.</summary>
public sealed class InsuranceBrowser : IAsyncLifetime
{
    private const float Patience = 30_000;

    private PageBrowser? _browser;

    public RunningHost Host { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        _browser = await PageBrowser.StartAsync(Patience);
    }

    /// <summary>Opens the page as a visitor who has never been there.</summary>
    internal async Task<Visit> OpenAsync(int width = 1280, int height = 1000, ColorScheme colors = ColorScheme.Light)
    {
        var visit = new Visit(await _browser!.OpenAsync(width, height, colors), Host.Http.BaseAddress!.ToString());
        await visit.BeginAsync();
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        await Host.DisposeAsync();
    }
}
