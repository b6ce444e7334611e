using EdaKit.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Travel.Tests.Page;

/// <summary>One visitor's look at the page. It takes note of what nobody would want: requests to elsewhere, errors on the console, and exceptions.</summary>
internal sealed class Visit(IPage page, string home) : IAsyncDisposable
{
    private readonly PageFaults _faults = new(page, home);

    public IPage Page => page;

    /// <summary>Everything that should not have happened.</summary>
    public IReadOnlyList<string> Faults => _faults.All;

    public ILocator Message => page.Locator("#message");

    public async Task BeginAsync()
    {
        await page.GotoAsync(home);
        await Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
    }

    /// <summary>Books a trip of which something is to fail.</summary>
    public async Task BookAsync(string style, string preset)
    {
        await page.GetByLabel(style, new() { Exact = true }).CheckAsync();
        await Press(preset);
        await Press("Book this trip");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("Your trip is being booked.");
    }

    public Task Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public ILocator Step(string name) => page.Locator($"[data-step='{name}']");

    public Task ExpectStep(string name, string outcome) => Expect(Step(name)).ToHaveAttributeAsync("data-outcome", outcome);

    /// <summary>Lines of the timeline of a kind.</summary>
    public ILocator Lines(string kind) => page.Locator($"#timeline tr[data-kind='{kind}']");

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
