using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Travel.Tests.Page;

/// <summary>What the first minute with the agency is like. Every test ends with a look at what should not have happened.</summary>
public sealed class When_a_visitor_uses_the_page(TravelBrowser browser) : IClassFixture<TravelBrowser>
{
    private const string Booked = "Your trip is booked.";
    private const string Cancelled = "Your trip is cancelled. Nothing is booked, and nothing was paid.";

    [Theory]
    [InlineData("Orchestrated")]
    [InlineData("Choreographed")]
    public async Task Should_show_a_trip_that_goes_well(string style)
    {
        await using var visit = await browser.OpenAsync();

        await visit.BookAsync(style, "All goes well");

        await Expect(visit.Message).ToHaveTextAsync(Booked);
        foreach (var step in (string[])["Flight", "Hotel", "Car", "Payment", "Tickets"])
            await visit.ExpectStep(step, "done");
        await Expect(visit.Page.Locator("#trip-line")).ToHaveTextAsync($"Ada · {style.ToLowerInvariant()} · £410");
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("Orchestrated")]
    [InlineData("Choreographed")]
    public async Task Should_show_how_flight_and_hotel_are_undone_when_there_is_no_car(string style)
    {
        await using var visit = await browser.OpenAsync();

        await visit.BookAsync(style, "No car");

        await Expect(visit.Message).ToHaveTextAsync(Cancelled);
        await visit.ExpectStep("Flight", "undone");
        await visit.ExpectStep("Hotel", "undone");
        await visit.ExpectStep("Car", "refused");
        await Expect(visit.Step("Car")).ToContainTextAsync("Cabriolet: none left");
        await visit.ExpectStep("Payment", "not-begun");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_let_a_person_resume_a_trip_whose_undo_fails()
    {
        await using var visit = await browser.OpenAsync();
        await visit.BookAsync("Orchestrated", "Undo fails");
        await Expect(visit.Message).ToHaveTextAsync("A person is asked.");
        await Expect(visit.Page.Locator("#parked")).ToContainTextAsync("Hotel does not succeed.");
        await Expect(visit.Lines("parked")).ToHaveCountAsync(1);

        await visit.Page.GetByLabel("You are").FillAsync("Grace");
        await visit.Page.GetByLabel("Because").FillAsync("the desk is back");
        await visit.Press("Try again");

        await Expect(visit.Message).ToHaveTextAsync(Cancelled);
        await visit.ExpectStep("Hotel", "undone");
        await Expect(visit.Lines("resumed")).ToContainTextAsync("Grace");
        await Expect(visit.Lines("resumed")).ToContainTextAsync("the desk is back");
        await Expect(visit.Page.Locator("#parked")).ToBeHiddenAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_say_that_the_payment_is_pending()
    {
        await using var visit = await browser.OpenAsync();

        await visit.BookAsync("Orchestrated", "Bank away");

        await Expect(visit.Message).ToHaveTextAsync("payment pending");
        await visit.ExpectStep("Payment", "waiting");
        await Expect(visit.Message).ToHaveTextAsync("A person is asked.");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_list_the_trips_and_show_the_one_that_is_chosen()
    {
        await using var visit = await browser.OpenAsync();
        await visit.BookAsync("Choreographed", "Card refused");
        await Expect(visit.Message).ToHaveTextAsync(Cancelled);
        await visit.BookAsync("Choreographed", "All goes well");
        await Expect(visit.Message).ToHaveTextAsync(Booked);

        await visit.Page.Locator("#trips tr").Nth(1).ClickAsync();

        await Expect(visit.Message).ToHaveTextAsync(Cancelled);
        await visit.ExpectStep("Payment", "refused");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_show_how_a_trip_ended_when_its_saga_is_gone()
    {
        await using var visit = await browser.OpenAsync();
        await visit.BookAsync("Orchestrated", "All goes well");
        await Expect(visit.Message).ToHaveTextAsync(Booked);

        var trip = await visit.Page.Locator("#trips tr.chosen").GetAttributeAsync("data-trip");
        await browser.Agency.RemoveSagaAsync(Guid.Parse(trip!));

        await Expect(visit.Page.Locator("#flow li")).ToHaveCountAsync(0);
        await Expect(visit.Message).ToHaveTextAsync(Booked);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Should_fit_a_phone()
    {
        await using var visit = await browser.OpenAsync(width: 390, height: 844, colors: ColorScheme.Dark);

        await visit.BookAsync("Orchestrated", "No car");

        await Expect(visit.Message).ToHaveTextAsync(Cancelled);
        Assert.Equal(390, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(visit.Faults);
    }
}
