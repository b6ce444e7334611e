using EdaKit.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Insurance.Tests.Page;

/// <summary>
/// One visitor's look at the page. It takes note of what nobody would want: requests to elsewhere, exceptions, and errors on the console beyond
/// answers that refuse.
/// </summary>
internal sealed class Visit(IPage page, string home) : IAsyncDisposable
{
    private readonly PageFaults _faults = new(page, home, text => text.Contains("422", StringComparison.Ordinal));

    public IPage Page => page;

    /// <summary>Everything that should not have happened.</summary>
    public IReadOnlyList<string> Faults => _faults.All;

    public ILocator Answer => page.Locator("#answer");

    public ILocator Found => page.Locator("#found button");

    /// <summary>The answer to why there is no such message.</summary>
    public ILocator Verdict => page.Locator("#why-verdict");

    /// <summary>The messages of a contract that the page shows.</summary>
    public ILocator Message(string contract) => page.Locator($"#why-tree [data-contract='{contract}']");

    public async Task BeginAsync()
    {
        await page.GotoAsync(home);
        await Expect(page.Locator("#event-number")).Not.ToBeEmptyAsync();
    }

    public Task Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task ChooseAsync(string policy)
    {
        await page.Locator($"#found button[data-id='{policy}']").ClickAsync();
        await Expect(page.Locator($"#found button[data-id='{policy}']")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>What holds at the slider's event, by its name.</summary>
    public ILocator Fact(string name) => page.Locator($"#facts dt:text-is('{name}') + dd");

    public async Task PullSliderAsync(int version)
    {
        await page.Locator("#slider").FillAsync(version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Expect(page.Locator($"#timeline tr[data-version='{version}']")).ToHaveAttributeAsync("aria-current", "true");
    }

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
