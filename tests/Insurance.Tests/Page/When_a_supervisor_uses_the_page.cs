using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Insurance.Tests.Page;

[Collection(HostCollection.Name)]
public sealed class When_a_supervisor_uses_the_page(InsuranceBrowser browser)
{
    [Fact]
    public async Task Should_find_who_did_what_and_all_that_the_same_command_did()
    {
        await using var visit = await OpenAsync();

        await visit.Page.GetByLabel("Person").FillAsync("karim");
        await visit.Page.GetByLabel("Event").FillAsync("claim-opened");
        await visit.Press("Find");
        await Expect(Entries(visit).First.Locator(".event")).ToHaveTextAsync("claim-opened:v3");
        await Expect(Entries(visit).First.Locator(".by")).ToHaveTextAsync("Karim, claims");
        await Expect(Entries(visit).First.Locator(".why")).ToHaveTextAsync("holder called");

        await Entries(visit).First.Locator("summary").ClickAsync();
        await Expect(Entries(visit).First.Locator("pre")).ToContainTextAsync("\"reserve\"");
        var command = await Entries(visit).First.Locator("dt:text-is('Command') + dd a").InnerTextAsync();
        await visit.Press("Clear");
        await visit.Page.GetByLabel("Command id").FillAsync(command);
        await visit.Press("Find");
        await Expect(Entries(visit)).ToHaveCountAsync(1);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_find_a_contract_by_its_number_page_by_page_and_say_where_there_is_nothing()
    {
        var policy = await browser.Host.BusiestAsync();
        var number = (await browser.Host.GetAsync($"/policies/{policy}")).GetProperty("card").GetProperty("policy").GetProperty("number").GetString()!;
        var events = (await browser.Host.GetAsync($"/policies/{policy}/timeline")).GetArrayLength();
        await using var visit = await OpenAsync();

        await visit.Press("Older ones");
        await Expect(Entries(visit)).ToHaveCountAsync(100);
        await visit.Page.GetByLabel("Contract, by number or id").FillAsync(number);
        await visit.Press("Find");
        await Expect(Entries(visit)).ToHaveCountAsync(Math.Min(events, 50));
        await visit.Page.GetByLabel("Contract, by number or id").FillAsync("no such number");
        await visit.Press("Find");
        await Expect(visit.Page.Locator("#none")).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_verify_the_chain_against_a_seal_that_was_noted()
    {
        await using var visit = await OpenAsync();
        var seal = await visit.Page.Locator("#seal").InnerTextAsync();

        await VerifyAsync(visit, seal);
        await Expect(Verdict(visit)).ToHaveTextAsync(new Regex("^It holds: [0-9,]+ entries in order, the store says the same, and the seal that you noted is in it.$"));
        await VerifyAsync(visit, new string('a', 64));
        await Expect(Verdict(visit)).ToContainTextAsync("It does not hold. No entry has the noted seal");
        await Expect(Verdict(visit)).ToHaveAttributeAsync("data-holds", "false");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_see_the_trail_as_it_was()
    {
        await using var visit = await OpenAsync();

        await visit.Page.GetByLabel("As the trail was at position").FillAsync("40");
        await visit.Press("Find");

        await Expect(visit.Page.Locator("#past")).ToHaveTextAsync("The trail as it was at position 40.");
        await Expect(Entries(visit).First.Locator(".number")).ToHaveTextAsync(new Regex("^(3[0-9]|40)$"));
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Export" })).ToHaveAttributeAsync("href", "/audit/export?position=40");
        await visit.Press("Clear");
        await Expect(visit.Page.Locator("#past")).ToBeHiddenAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_fit_a_phone()
    {
        await using var visit = await OpenAsync(width: 390);

        await Entries(visit).First.Locator("summary").ClickAsync();

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(visit.Faults);
    }

    /// <summary>The page, by the way from the agents' one, once it shows entries.</summary>
    private async Task<Visit> OpenAsync(int width = 1280)
    {
        var visit = await browser.OpenAsync(width);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Audit", Exact = true }).ClickAsync();
        await Expect(Entries(visit)).Not.ToHaveCountAsync(0);
        return visit;
    }

    private static async Task VerifyAsync(Visit visit, string noted)
    {
        await visit.Page.GetByLabel("A seal that you have noted, if any").FillAsync(noted);
        await visit.Press("Verify the chain");
    }

    private static ILocator Entries(Visit visit) => visit.Page.Locator("#list details");

    private static ILocator Verdict(Visit visit) => visit.Page.Locator("#verdict");
}
