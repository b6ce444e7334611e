using System.Text.Json;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>What one turn came to.</summary>
/// <param name="TripsPerSecond">How fast.</param>
/// <param name="Microseconds">Processor time of the process for a trip, with participants.</param>
/// <param name="KiB">What it allocated for a trip, with participants.</param>
/// <param name="Commands">What EF Core asked of the database for a trip: commands, a round trip each.</param>
/// <param name="Transactions">How many transactions it began for a trip.</param>
internal sealed record TripTurn(double TripsPerSecond, double Microseconds, double KiB, double Commands, double Transactions)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static TripTurn FromJson(string json) => JsonSerializer.Deserialize<TripTurn>(json) ?? throw new JsonException("The turn is the JSON value 'null'.");
}
