using EdaKit.TestSupport;
using Microsoft.Playwright;
using Travel.Tests.Support;

namespace Travel.Tests.Page;

/// <summary>An agency of its own for the tests of the page, and a browser to visit it with.</summary>
public sealed class TravelBrowser : IAsyncLifetime
{
    private const float Patience = 30_000;

    private PageBrowser? _browser;

    public Agency Agency { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Agency.InitializeAsync();
        _browser = await PageBrowser.StartAsync(Patience);
    }

    /// <summary>Opens the page as a visitor who has never been there.</summary>
    internal async Task<Visit> OpenAsync(int width = 1280, int height = 1000, ColorScheme colors = ColorScheme.Light)
    {
        var visit = new Visit(await _browser!.OpenAsync(width, height, colors), Agency.Http.BaseAddress!.ToString());
        await visit.BeginAsync();
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        await Agency.DisposeAsync();
    }
}
