using Travel.Tests.Support;

namespace Travel.Tests.Trips;

/// <summary>One trip for each thing that can go wrong, in each style. All are booked side by side, since most of their time is waiting.</summary>
public sealed class WrongTrips : IAsyncLifetime
{
    private readonly Dictionary<(string, Wish), Guid> _ids = [];

    public static TheoryData<string, Wish, string> All { get; } = new()
    {
        { "orchestrated", new(), "completed" },
        { "orchestrated", new(Flight: "LIS-2"), "compensated" },
        { "orchestrated", new(Flight: "LIS-3"), "compensated" },
        { "orchestrated", new(Flight: "LIS-4"), "compensated" },
        { "orchestrated", new(Hotel: "BELEM"), "compensated" },
        { "orchestrated", new(Hotel: "CHIADO"), "compensated" },
        { "orchestrated", new(Car: "CABRIO"), "compensated" },
        { "orchestrated", new(Car: "VAN"), "compensated" },
        { "orchestrated", new(Car: "ESTATE"), "compensated" },
        { "orchestrated", new(Card: "EMPTY"), "compensated" },
        { "orchestrated", new(Card: "SLOW"), "completed" },
        { "choreographed", new(), "completed" },
        { "choreographed", new(Flight: "LIS-2"), "compensated" },
        { "choreographed", new(Flight: "LIS-3"), "compensated" },
        { "choreographed", new(Flight: "LIS-4"), "completed" },
        { "choreographed", new(Hotel: "BELEM"), "compensated" },
        { "choreographed", new(Hotel: "CHIADO"), "compensated" },
        { "choreographed", new(Hotel: "GRACA", Car: "CABRIO"), "compensated" },
        { "choreographed", new(Car: "CABRIO"), "compensated" },
        { "choreographed", new(Car: "VAN"), "compensated" },
        { "choreographed", new(Card: "EMPTY"), "compensated" },
        { "choreographed", new(Card: "SLOW"), "completed" },
        { "choreographed", new(Card: "CLOSED"), "completed" },
    };

    public Agency Agency { get; } = new();

    public Guid IdOf(string style, Wish wish) => _ids[(style, wish)];

    public async ValueTask InitializeAsync()
    {
        await Agency.InitializeAsync();
        foreach (var row in All)
            _ids[(row.Data.Item1, row.Data.Item2)] = await Agency.BookAsync(row.Data.Item1, row.Data.Item2);
    }

    public ValueTask DisposeAsync() => Agency.DisposeAsync();
}
