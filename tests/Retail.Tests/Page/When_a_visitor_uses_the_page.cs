using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Retail.Tests.Page;

/// <summary>What the first minute with the shop is like. Every test ends with a look at what should not have happened.</summary>
public sealed class When_a_visitor_uses_the_page(ShopBrowser browser) : IClassFixture<ShopBrowser>
{
    private static readonly LocatorAssertionsToContainTextOptions ForManyOrders = new() { Timeout = 90_000 };

    [Fact]
    public async Task Should_show_the_steps_of_an_order_as_they_happen()
    {
        await using var visit = await browser.Open();
        await visit.Want("Desk lamp", 2);
        await visit.Want("Glass vase", 1);
        await visit.ChooseCustomer("Noah Lindqvist");
        await Expect(visit.Page.Locator("#total")).ToHaveTextAsync("£60.50");

        var number = await visit.PlaceAndSee();

        await Expect(visit.Answer).ToHaveTextAsync("Your order is being processed.");
        await Expect(visit.LiveOrder).ToHaveTextAsync($"{number} · Noah Lindqvist · £60.50");
        foreach (var step in (string[])["placed", "paid", "invoiced", "notified", "points-booked", "scored"])
            await visit.ExpectDone(step);
        await Expect(visit.Page.Locator("#order-message")).ToHaveTextAsync("Your order is complete.");
        await Expect(visit.Step("paid")).ToContainTextAsync("£60.50 paid, 3 items taken from stock");
        await Expect(visit.Step("invoiced")).ToContainTextAsync($"Invoice INV-{number} over £60.50");
        await Expect(visit.Step("notified")).ToContainTextAsync($"“Your order {number}”");
        await Expect(visit.Step("points-booked")).ToContainTextAsync("60 points earned");
        await Expect(visit.Step("scored")).ToContainTextAsync("% likely to come back");
        await Expect(visit.Row(number).Locator("[data-label='billing']")).ToHaveAttributeAsync("data-state", "done");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_promise_no_points_to_a_guest()
    {
        await using var visit = await browser.Open();
        await visit.ChooseCustomer("Guest");

        var number = await visit.PlaceAndSee();

        await Expect(visit.Page.Locator("#order-message")).ToHaveTextAsync("Your order is complete.");
        await Expect(visit.LiveOrder).ToContainTextAsync("Guest");
        await Expect(visit.Step("points-booked")).ToHaveCountAsync(0);
        await Expect(visit.Row(number).Locator("[data-label='loyalty']")).ToContainTextAsync("not applicable");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_what_waits_for_a_stopped_service_and_how_it_catches_up()
    {
        await using var visit = await browser.Open();
        await visit.Turn("billing", "stopped");
        await Expect(visit.Service("billing")).ToHaveAttributeAsync("data-state", "stopped");

        var number = await visit.PlaceAndSee();
        await visit.ExpectDone("paid");
        await Expect(visit.Step("invoiced")).ToContainTextAsync("waiting: billing is stopped");
        await Expect(visit.Service("billing")).ToContainTextAsync("1 held at the door");
        await Expect(visit.Service("billing")).ToContainTextAsync("1 order waiting");
        await Expect(visit.Row(number).Locator("[data-label='billing']")).ToContainTextAsync("stopped");

        await visit.Turn("billing", "running");
        await visit.ExpectDone("invoiced");
        await Expect(visit.Service("billing")).ToContainTextAsync("0 orders waiting");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_a_service_that_fails_and_recovers()
    {
        await using var visit = await browser.Open();
        await visit.Turn("billing", "failing");
        await Expect(visit.Service("billing")).ToHaveAttributeAsync("data-state", "failing");

        await visit.PlaceAndSee();
        await visit.ExpectDone("paid");
        await Expect(visit.Step("invoiced")).ToContainTextAsync("billing fails; it will be tried again");
        await Expect(visit.Service("billing").GetByText("failed attempt")).Not.ToHaveTextAsync("0 failed attempts");

        await visit.Turn("billing", "running");
        await visit.ExpectDone("invoiced");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_why_there_is_no_invoice()
    {
        await using var visit = await browser.Open();
        await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");

        await visit.Turn("billing", "failing");
        await visit.PlaceAndSee();
        await visit.ExpectDone("notified");

        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "consumer-failed");
        await Expect(visit.Verdict).ToContainTextAsync("'IssueInvoice' at 'issue-invoice' of 'billing' keeps failing on 'retail.order-paid'");
        await Expect(visit.Verdict).ToContainTextAsync("'billing' has been switched to fail");
        await Expect(visit.Message("retail.order-placed").Locator("[data-contract='retail.order-paid']")).ToHaveAttributeAsync("data-state", "failing");
        await Expect(visit.Message("retail.order-paid").Locator("[data-contract='retail.customer-notified']")).ToContainTextAsync("by notification");

        await visit.Page.GetByLabel("Why is there no").SelectOptionAsync(new SelectOptionValue { Label = "confirmation" });
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");

        await visit.Page.GetByLabel("Why is there no").SelectOptionAsync(new SelectOptionValue { Label = "invoice" });
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "consumer-failed");
        await visit.Turn("billing", "running");
        await visit.ExpectDone("invoiced");
        await Expect(visit.Verdict).ToHaveAttributeAsync("data-code", "happened");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_keep_the_order_in_the_form_when_ordering_is_stopped()
    {
        await using var visit = await browser.Open();
        await visit.Want("Oak tray", 4);
        await visit.Turn("ordering", "stopped");
        await Expect(visit.Service("ordering")).ToHaveAttributeAsync("data-state", "stopped");

        await visit.Place();

        await Expect(visit.Answer).ToHaveTextAsync("'ordering' is stopped. Please try again later.");
        await Expect(visit.Page.GetByLabel("Oak tray", new() { Exact = true })).ToHaveValueAsync("4");

        // The browser itself writes an answer of 503 to the console. That is the only thing there.
        Assert.All(visit.Faults, fault => Assert.Contains("503", fault, StringComparison.Ordinal));

        await visit.Turn("ordering", "running");
        await Expect(visit.Service("ordering")).ToHaveAttributeAsync("data-state", "running");
        await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");
    }

    [Fact]
    public async Task Should_take_twenty_orders_at_once()
    {
        await using var visit = await browser.Open();

        await visit.Press("Place 20 orders");

        await Expect(visit.Answer).ToContainTextAsync("20 orders placed in");
        await visit.ExpectDone("invoiced");
        await Expect(visit.Service("billing")).ToContainTextAsync("0 orders waiting");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_that_more_orders_may_wait_than_it_keeps()
    {
        await using var visit = await browser.Open();
        await visit.Turn("billing", "stopped");
        await Expect(visit.Service("billing")).ToHaveAttributeAsync("data-state", "stopped");

        await visit.PlaceBehindThePage(55);
        await Expect(visit.Service("billing")).ToContainTextAsync("50+ orders waiting", ForManyOrders);

        await visit.Turn("billing", "running");
        await Expect(visit.Service("billing").GetByText("0 orders waiting", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = ForManyOrders.Timeout });
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_what_a_step_in_the_table_waits_for_also_when_that_changes()
    {
        await using var visit = await browser.Open();

        var titles = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const { OrdersTable } = await import("/orders-table.js");
              const table = new OrdersTable(() => {});
              const steps = ["placed", "paid"].map(name => ({ name, at: "2024-03-01T09:00:00Z", text: name }));
              return [1, 2].map(count => {
                table.show([{ orderNumber: "T1", customerId: "501", guest: false, total: 10, steps: steps.slice(0, count) }], null, new Map());
                return document.querySelector("[data-order='T1'] [data-label='billing']").title;
              });
            }
            """);

        Assert.Equal(["Invoice issued: waiting for checkout", "Invoice issued: on its way"], titles);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_return_an_order_and_show_the_steps_of_the_return()
    {
        await using var visit = await browser.Open();
        var number = await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");

        await visit.Press("Return this order");

        await Expect(visit.LiveOrder).ToContainTextAsync($"C{number}");
        foreach (var step in (string[])["return-accepted", "stock-returned", "credited", "notified", "points-booked"])
            await visit.ExpectDone(step);
        await Expect(visit.Page.Locator("#order-message")).ToHaveTextAsync("Your return is complete.");
        await Expect(visit.Step("points-booked")).ToContainTextAsync("24 points taken back");
        await Expect(visit.Step("credited")).ToContainTextAsync($"Credit note CN-C{number} over £24.00");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_the_order_that_is_chosen_in_the_table()
    {
        await using var visit = await browser.Open();
        var first = await visit.PlaceAndSee();
        await visit.PlaceAndSee();

        await visit.Row(first).ClickAsync();

        await Expect(visit.LiveOrder).ToContainTextAsync(first);
        await visit.ExpectDone("invoiced");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_that_the_connection_is_lost_and_go_on_when_it_is_back()
    {
        await using var visit = await browser.Open();
        var number = await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");

        await browser.Shop.Restart(() => Expect(visit.Connection).ToHaveTextAsync("Connection lost. Trying again."));

        await Expect(visit.Connection).ToHaveTextAsync("Live");
        await Expect(visit.LiveOrder).ToContainTextAsync(number);
        await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");

        // The browser itself writes to the console that nobody answers.
        Assert.All(visit.Faults, fault => Assert.Contains("net::ERR_", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_say_when_tracking_itself_is_stopped_and_let_it_be_started_after_a_reload()
    {
        await using var visit = await browser.Open();
        await visit.Turn("tracking", "stopped");
        await Expect(visit.Page.Locator("#banner")).ToContainTextAsync("tracking is stopped");
        await visit.PlaceAndSee();

        await visit.Page.ReloadAsync();
        await Expect(visit.Connection).ToHaveTextAsync("Waiting for tracking");
        await visit.Turn("tracking", "running");

        await Expect(visit.Connection).ToHaveTextAsync("Live");
        await Expect(visit.Page.Locator("#banner")).ToBeHiddenAsync();
        await visit.ExpectDone("invoiced");
        Assert.All(visit.Faults, fault => Assert.Contains("503", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(820)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Should_never_scroll_sideways(int width)
    {
        await using var visit = await browser.Open(width);
        await visit.PlaceAndSee();
        await visit.ExpectDone("invoiced");

        var overhang = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Equal(0, overhang);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_link_to_what_can_be_opened()
    {
        await using var visit = await browser.Open();

        var links = await visit.Page.Locator("footer a")
            .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.Equal(["/openapi/v1.json", "/tracking/orders", "/health"], links);
        foreach (var link in links)
            Assert.True((await browser.Shop.Http.GetAsync(link, TestContext.Current.CancellationToken)).IsSuccessStatusCode, link);
    }
}
