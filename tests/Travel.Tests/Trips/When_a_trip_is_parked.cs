using System.Net;
using System.Net.Http.Json;
using Travel.Tests.Support;

namespace Travel.Tests.Trips;

/// <summary>A person is asked, and decides by the API.</summary>
public sealed class When_a_trip_is_parked(Agency agency) : IClassFixture<Agency>
{
    [Theory]
    [InlineData("GRACA", "CABRIO", "GOLD", "Hotel", "retry", "compensated")]
    [InlineData("GRACA", "CABRIO", "GOLD", "Hotel", "skip", "compensated")]
    [InlineData("ALFAMA", "SMALL", "CLOSED", "Payment", "retry", "completed")]
    public async Task Should_go_on_as_the_person_decides(string hotel, string car, string card, string step, string action, string outcome)
    {
        var trip = await agency.BookAsync("orchestrated", new(Hotel: hotel, Car: car, Card: card));
        var parked = await agency.UntilAsync(trip, "parked");
        Assert.Equal(step, parked.GetProperty("progress").GetProperty("parked").GetProperty("step").GetString());

        using var answer = await agency.Http.PostAsJsonAsync($"/trips/{trip}/resume", new { Action = action, By = "Grace", Reason = "called them" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

        var ended = await agency.UntilAsync(trip, outcome);
        Assert.Contains(ended.GetProperty("timeline").EnumerateArray(), line => line.GetProperty("kind").GetString() == "resumed"
            && line.GetProperty("note").GetString()!.Contains("Grace", StringComparison.Ordinal));

        // Whoever skips says that it was seen to by other means: the room is still in the books.
        Assert.Equal(outcome == "completed" ? Books.Everything : action == "skip" ? Books.Nothing with { Hotels = 1 } : Books.Nothing, await agency.BooksAsync(trip));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Conflict)]
    [InlineData(false, HttpStatusCode.NotFound)]
    public async Task Should_refuse_to_resume_what_is_not_parked(bool isBooked, HttpStatusCode status)
    {
        var trip = isBooked ? await agency.BookAsync("orchestrated", new()) : Guid.CreateVersion7();

        using var answer = await agency.Http.PostAsJsonAsync($"/trips/{trip}/resume", new { Action = "retry", By = "Grace", Reason = "to see" });

        Assert.Equal(status, answer.StatusCode);
    }
}
