using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Insurance.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Insurance.Tests.Page;

/// <summary>Every test ends with a look at what should not have happened.</summary>
[Collection(HostCollection.Name)]
public sealed class When_an_analyst_uses_the_page(InsuranceBrowser browser)
{
    [Fact]
    public async Task Should_find_in_the_tables_what_the_API_says()
    {
        await using var visit = await OpenAsync();
        var regions = await RowsAsync("regions");
        var table = visit.Page.Locator("#regions");

        await table.GetByText("As a table").ClickAsync();

        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(regions.Count);
        await Expect(table.Locator("tbody tr").First).ToContainTextAsync(regions[0].GetProperty("region").GetString()!);
        await Expect(table.Locator("tbody tr td").Nth(1)).ToHaveTextAsync(regions[0].GetProperty("earned").GetDecimal().ToString("€#,0", CultureInfo.InvariantCulture));
        await Expect(table.Locator("svg.chart rect")).ToHaveCountAsync(regions.Count);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_see_what_was_known_on_a_day_and_come_back()
    {
        await using var visit = await OpenAsync();
        var now = await Tile(visit, "earned").InnerTextAsync();

        await visit.Page.GetByLabel("As known at the end of").FillAsync("1999-12-31");
        await Expect(Tile(visit, "earned")).ToHaveTextAsync("€0");
        await Expect(visit.Page.Locator("#past")).ToContainTextAsync("What was known at the end of 1999-12-31.");
        await Expect(visit.Page.Locator("#losses")).ToContainTextAsync("Nothing in these months.");

        await visit.Press("Clear");
        await Expect(visit.Page.Locator("#past")).ToBeHiddenAsync();
        await Expect(Tile(visit, "earned")).ToHaveTextAsync(now);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_see_one_region()
    {
        await using var visit = await OpenAsync();
        var region = (await RowsAsync("regions"))[0];

        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Region" }).SelectOptionAsync(region.GetProperty("region").GetString()!);

        await Expect(Tile(visit, "claims")).ToContainTextAsync($"{region.GetProperty("claims").GetInt64()}, ");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_see_a_claim_that_is_opened_meanwhile()
    {
        await using var visit = await OpenAsync();
        var before = int.Parse(Regex.Match(await Tile(visit, "claims").InnerTextAsync(), "^[0-9]+").Value, CultureInfo.InvariantCulture);

        var policy = await browser.Host.IssueAsync();
        using var answer = await browser.Host.AskAsync(policy, 3, Guid.NewGuid(),
            new { @do = "open-claim", lossOn = RunningHost.Today, peril = "hail", description = "dents", reserve = RunningHost.Euros(700) });

        Assert.True(answer.IsSuccessStatusCode);
        await Expect(Tile(visit, "claims")).ToContainTextAsync($"{before + 1}, ");
        await Expect(visit.Page.Locator("#fresh")).ToHaveAttributeAsync("data-state", "live");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_fit_each_screen()
    {
        await using var visit = await OpenAsync();

        foreach (var width in (int[])[1280, 390])
        {
            await visit.Page.SetViewportSizeAsync(width, 1000);
            Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Equal(6, await visit.Page.Locator("svg.chart").CountAsync());
        }

        Assert.Empty(visit.Faults);
    }

    /// <summary>The page, by the way from the agents' one, once it shows figures.</summary>
    private async Task<Visit> OpenAsync()
    {
        var visit = await browser.OpenAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Analytics", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator("#fresh")).ToContainTextAsync("up to date");
        return visit;
    }

    private async Task<List<JsonElement>> RowsAsync(string path) => [.. (await browser.Host.GetAsync($"/analytics/{path}")).GetProperty("rows").EnumerateArray()];

    private static ILocator Tile(Visit visit, string name) => visit.Page.Locator($"#tile-{name}");
}
