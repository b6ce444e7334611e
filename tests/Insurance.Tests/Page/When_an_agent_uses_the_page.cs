using System.Text.RegularExpressions;
using EdaKit.TestSupport;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Insurance.Tests.Page;

/// <summary>What the first minute is like. Every test ends with a look at what should not have happened.</summary>
[Collection(HostCollection.Name)]
public sealed class When_an_agent_uses_the_page(InsuranceBrowser browser)
{
    [Fact]
    public async Task Should_show_a_policy_as_it_was_after_any_event_and_what_is_otherwise_now()
    {
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(await browser.Host.BusiestAsync());
        await Expect(visit.Page.Locator("#no-changes")).ToBeVisibleAsync();

        await visit.PullSliderAsync(1);
        await Expect(visit.Fact("Stage")).ToHaveTextAsync("quoted");
        await Expect(visit.Page.Locator("#changes")).ToContainTextAsync("in force");

        await visit.PullSliderAsync(3);
        await Expect(visit.Fact("Stage")).ToHaveTextAsync("in force");
        await Expect(visit.Fact("Paid")).ToHaveTextAsync("nothing");
        await Expect(visit.Page.Locator("#event-line")).ToContainTextAsync("policy-issued, by Léa, agency");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_what_a_command_has_done_and_a_list_that_has_caught_up()
    {
        var policy = await IssueAsync();
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(policy);

        await visit.Press("Report hail, 500 EUR");

        await Expect(visit.Answer).ToHaveTextAsync(new Regex("^Done: version 4, position [0-9]+.$"));
        await Expect(visit.Fact("Claim 1")).ToContainTextAsync("dents in the roof: paid 0.00 EUR, reserve 500.00 EUR");
        await Expect(visit.Page.Locator($"#found button[data-id='{policy}']")).ToContainTextAsync("1 open claim");
        await Expect(visit.Page.Locator("#fresh")).ToHaveAttributeAsync("data-state", "live");
        await visit.Press("Pay next instalment");
        await Expect(visit.Fact("Paid")).ToContainTextAsync("in 1 of 12 instalments");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_act_on_the_contract_that_it_shows()
    {
        var (slow, quick) = (await IssueAsync(), await IssueAsync());
        var number = (await browser.Host.GetAsync($"/policies/{quick}/at")).GetProperty("policy").GetProperty("number").GetString()!;
        await using var visit = await browser.OpenAsync();
        var held = new TaskCompletionSource();
        await visit.Page.RouteAsync($"**/policies/{slow}/timeline", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        // The answers come the other way round.
        await visit.Page.Locator($"#found button[data-id='{slow}']").ClickAsync();
        await visit.ChooseAsync(quick);
        var answer = await visit.Page.RunAndWaitForResponseAsync(() => Task.FromResult(held.TrySetResult()), response => response.Url.EndsWith($"{slow}/timeline", StringComparison.Ordinal));
        await answer.FinishedAsync();
        await visit.Page.EvaluateAsync("new Promise(requestAnimationFrame)");

        await Expect(visit.Page.Locator("#policy-title")).ToHaveTextAsync(number);
        await visit.Press("Cancel today");
        await Expect(visit.Answer).ToContainTextAsync("Done");
        await Expect(visit.Page.Locator("#policy-title")).ToHaveTextAsync(number);
        Assert.Equal((3, 4), (await EventsAsync(slow), await EventsAsync(quick)));
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_what_a_command_led_to_and_why_there_is_no_letter_of_another_kind()
    {
        var policy = await IssueAsync();
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(policy);
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");
        await Expect(visit.Message("insurance.letter-written")).ToContainTextAsync("handled by PostLetters");

        await visit.Page.Locator("#why-missing").SelectOptionAsync("ContractCancelled");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "never-sent");

        await visit.Press("Cancel today");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");
        await Expect(visit.Message("insurance.letter-written")).ToHaveCountAsync(2);

        await visit.Page.Locator("#timeline a").First.ClickAsync();
        await Expect(visit.Page.Locator("#list li")).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#list .event")).ToHaveTextAsync("policy-cancelled:v1");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_a_letter_that_did_not_come_although_there_is_another_one()
    {
        await browser.Host.ExecuteAsync("alter table letters add constraint no_paper check (text not like 'Your contract ends%') not valid");
        var policy = await IssueAsync();
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(policy);
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");

        await visit.Press("Cancel today");

        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "consumer-failed");
        await Expect(visit.Verdict).ToContainTextAsync("no_paper");
        await Expect(visit.Message("insurance.contract-cancelled").First).ToHaveAttributeAsync("data-state", "failing");
        await browser.Host.ExecuteAsync("alter table letters drop constraint no_paper");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_why_something_is_refused()
    {
        var policy = await IssueAsync();
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(policy);
        await visit.Press("Cancel today");
        await Expect(visit.Answer).ToContainTextAsync("Done");

        await visit.Press("Insure it fully");

        await Expect(visit.Answer).ToContainTextAsync("The policy was cancelled for");
        await Expect(visit.Answer).ToContainTextAsync("car sold");
        await Expect(visit.Fact("Stage")).ToContainTextAsync("cancelled for");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_find_by_words_and_say_where_there_is_nothing()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.GetByLabel("Only active ones").UncheckAsync();
        await Expect(visit.Found).Not.ToHaveCountAsync(0);

        var holder = await visit.Found.First.Locator("strong").InnerTextAsync();
        await visit.Page.GetByLabel("Search").FillAsync(holder);
        await Expect(visit.Found.First.Locator("strong")).ToHaveTextAsync(holder);

        await visit.Page.GetByLabel("Search").FillAsync("nobody of that name");
        await Expect(visit.Found).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#none")).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_list_the_contracts_of_a_day_and_say_that_it_is_not_now()
    {
        var policy = await browser.Host.BusiestAsync();
        var third = (await browser.Host.GetAsync($"/policies/{policy}/timeline"))[2];
        var day = third.GetProperty("recordedAt").GetString()![..10];
        var today = await IssueAsync();
        await using var visit = await browser.OpenAsync();
        await visit.ChooseAsync(policy);

        await visit.Page.GetByLabel("As of the end of").FillAsync(day);

        await Expect(visit.Page.Locator("#fresh")).ToHaveTextAsync($"List as of {day}");
        await Expect(visit.Page.Locator("#past")).ToContainTextAsync(new Regex($"You look at the end of {day}. [0-9]+ contracts have changed since."));
        await Expect(visit.Page.Locator($"#found button[data-id='{today}']")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#event-number")).ToContainTextAsync(new Regex("^[3-5] of"));
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel today", Exact = true })).ToBeDisabledAsync();

        await visit.Press("Back to now");

        await Expect(visit.Page.Locator("#past")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator($"#found button[data-id='{today}']")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel today", Exact = true })).ToBeEnabledAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_fit_a_phone()
    {
        await using var visit = await browser.OpenAsync(width: 390, height: 844, colors: ColorScheme.Dark);

        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(visit.Faults);
    }

    private async Task<int> EventsAsync(string policy) => (await browser.Host.GetAsync($"/policies/{policy}/timeline")).GetArrayLength();

    /// <summary>A policy of today that is in the list already.</summary>
    private async Task<string> IssueAsync()
    {
        var policy = await browser.Host.IssueAsync();
        await Eventually.IsAsync(true, async () => (await browser.Host.GetAsync("/policies?active=true")).ToString().Contains(policy, StringComparison.Ordinal));
        return policy;
    }
}
