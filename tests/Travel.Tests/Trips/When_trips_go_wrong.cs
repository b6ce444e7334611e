using Travel.Tests.Support;

namespace Travel.Tests.Trips;

/// <summary>Whoever sees to it, and whatever goes wrong: a trip is booked as a whole, or nothing of it is.</summary>
public sealed class When_trips_go_wrong(WrongTrips trips) : IClassFixture<WrongTrips>
{
    [Theory]
    [MemberData(nameof(WrongTrips.All), MemberType = typeof(WrongTrips))]
    public async Task Should_end_with_everything_or_nothing(string style, Wish wish, string outcome)
    {
        var trip = trips.IdOf(style, wish);

        await trips.Agency.UntilAsync(trip, outcome);

        Assert.Equal(outcome == "completed" ? Books.Everything : Books.Nothing, await trips.Agency.BooksAsync(trip));
    }
}
