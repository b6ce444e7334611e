using System.Net.Http.Json;
using System.Text.Json;
using EdaKit.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Retail.Tests.Page;

/// <summary>
/// One visitor's look at the page. It takes note of what a visitor would not see and nobody would want: requests to elsewhere, errors on
/// the console, and exceptions.
/// </summary>
internal sealed class Visit(IPage page, HttpClient shop) : IAsyncDisposable
{
    private readonly PageFaults _faults = new(page, shop.BaseAddress!.ToString());

    public IPage Page => page;

    /// <summary>Everything that should not have happened.</summary>
    public IReadOnlyList<string> Faults => _faults.All;

    public ILocator LiveOrder => page.Locator("#order-line");

    public ILocator Answer => page.Locator("#answer");

    public ILocator Connection => page.Locator("#connection");

    public async Task Begin()
    {
        var home = shop.BaseAddress!.ToString();
        // The page is shared by all who look at it: a test before this one may have left a service stopped.
        foreach (var service in (await shop.GetFromJsonAsync<JsonElement>("/switches")).EnumerateArray())
            await Turn(service.GetProperty("service").GetString()!, "running", onThePage: false);

        await page.GotoAsync(home);
        await Expect(Connection).ToHaveTextAsync("Live");
        await Expect(Service("billing").GetByLabel("running")).ToBeCheckedAsync();
    }

    /// <summary>Sets how many of an item are wanted.</summary>
    public Task Want(string item, int quantity) =>
        page.GetByLabel(item, new PageGetByLabelOptions { Exact = true }).FillAsync($"{quantity}");

    public Task ChooseCustomer(string name) => page.GetByLabel("Customer").SelectOptionAsync(new SelectOptionValue { Label = name });

    public Task Place() => Press("Place order");

    public Task Press(string button) => page
        .GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true })
        .ClickAsync();

    /// <summary>Places an order, and waits until it is the one that is shown.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> PlaceAndSee()
    {
        await Expect(page.Locator("#order-form[data-busy]")).ToHaveCountAsync(0);
        var shown = await LiveOrder.TextContentAsync();
        await Place();
        await Expect(LiveOrder).Not.ToHaveTextAsync(shown!);
        return (await LiveOrder.TextContentAsync())!.Split(' ')[0];
    }

    /// <summary>Places orders behind the page's back.</summary>
    public Task PlaceBehindThePage(int orders) => Parallel.ForAsync(0, orders, async (order, cancellationToken) =>
        (await shop.PutAsJsonAsync(
            $"/orders/B{order}",
            new { CustomerId = "501", Lines = new[] { new { StockCode = "LAMP", Quantity = 1, UnitPrice = 12.50m } } },
            cancellationToken)).EnsureSuccessStatusCode());

    /// <summary>Turns a switch, on the page or behind its back.</summary>
    public async Task Turn(string service, string state, bool onThePage = true)
    {
        if (onThePage)
            await Service(service).GetByLabel(state, new LocatorGetByLabelOptions { Exact = true }).CheckAsync();
        else
            (await shop.PutAsJsonAsync($"/switches/{service}", new { State = state })).EnsureSuccessStatusCode();
    }

    /// <summary>The answer to why there is no such thing.</summary>
    public ILocator Verdict => page.Locator("#why-verdict");

    /// <summary>A message in the tree of what led to what.</summary>
    public ILocator Message(string contract) => page.Locator($"#why-tree [data-contract='{contract}']");

    public ILocator Service(string name) => page.Locator($"[data-service='{name}']");

    /// <summary>A step of the order that is shown live.</summary>
    public ILocator Step(string name) => page.Locator($"[data-step='{name}']");

    /// <summary>The row of an order in the table.</summary>
    public ILocator Row(string number) => page.Locator($"[data-order='{number}']");

    public Task ExpectDone(string step) => Expect(Step(step)).ToHaveAttributeAsync("data-state", "done");

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();
}
