using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Travel.Tests.Support;

namespace Travel.Tests.Trips;

/// <summary>What a traveller and a reader see of one trip.</summary>
public sealed class When_a_trip_is_booked(Agency agency) : IClassFixture<Agency>
{
    [Fact]
    public async Task Should_undo_hotel_and_flight_in_reverse_when_there_is_no_car()
    {
        var trip = await agency.BookAsync("orchestrated", new(Car: "CABRIO"));

        var ended = await agency.UntilAsync(trip, "compensated");

        Assert.Equal(["Hotel", "Flight"], StepsOf(ended, "Undone"));
        var car = Assert.Single(ended.GetProperty("progress").GetProperty("steps").EnumerateArray(), step => step.GetProperty("step").GetString() == "Car");
        Assert.Equal(("refused", "Cabriolet: none left"), (car.GetProperty("outcome").GetString(), car.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task Should_tell_a_reader_that_the_payment_is_pending()
    {
        var trip = await agency.BookAsync("orchestrated", new(Card: "SLOW"));

        await EdaKit.TestSupport.Eventually.IsAsync("payment pending", async () =>
            (await agency.TripAsync(trip)).GetProperty("progress").GetProperty("status").GetString()!);

        Assert.Equal("running", (await agency.TripAsync(trip)).GetProperty("progress").GetProperty("outcome").GetString());
        await agency.UntilAsync(trip, "completed");
    }

    [Fact]
    public async Task Should_be_one_trip_when_it_is_asked_for_twice()
    {
        var id = Guid.CreateVersion7();
        var wish = new { Traveller = "Ada", Style = "orchestrated", Flight = "LIS-1", Hotel = "ALFAMA", Car = "SMALL", Card = "GOLD" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => agency.Http.PutAsJsonAsync($"/trips/{id}", wish)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        await agency.UntilAsync(id, "completed");
        Assert.Equal(Books.Everything, await agency.BooksAsync(id));
    }

    [Theory]
    [InlineData("SMALL", "completed")]
    [InlineData("CABRIO", "compensated")]
    public async Task Should_still_stand_as_it_ended_when_its_saga_is_gone(string car, string outcome)
    {
        var trip = await agency.BookAsync("orchestrated", new(Car: car));
        await agency.UntilAsync(trip, outcome);

        await agency.RemoveSagaAsync(trip);

        var progress = (await agency.TripAsync(trip)).GetProperty("progress");
        Assert.Equal((outcome, ""), (progress.GetProperty("outcome").GetString(), progress.GetProperty("status").GetString()));
        Assert.Empty(progress.GetProperty("steps").EnumerateArray());
    }

    [Fact]
    public async Task Should_say_all_that_is_wrong_with_a_request()
    {
        using var answer = await agency.Http.PutAsJsonAsync($"/trips/{Guid.CreateVersion7()}", new { Style = "orchestrated", Flight = "LIS-9" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["car", "card", "flight", "hotel", "traveller"], errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.Contains("GET /offers", errors.GetProperty("flight")[0].GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> StepsOf(JsonElement trip, string note) => trip.GetProperty("timeline").EnumerateArray()
        .Where(line => line.GetProperty("kind").GetString() == "settled" && line.GetProperty("note").GetString() == note)
        .Select(line => line.GetProperty("step").GetString()!);
}
