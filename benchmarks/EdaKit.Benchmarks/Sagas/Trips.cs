using System.Collections.Concurrent;
using EdaKit.Benchmarks.Workloads;
using MassTransit;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The trips of one application: so many under way at once, each ended once.</summary>
internal sealed class Trips
{
    public const decimal Price = 1290.50m;
    public const string Traveller = "traveller 17850";

    /// <summary>How many messages a saga or participant works on at once.</summary>
    public const int Concurrency = 16;

    /// <summary>How many messages the broker sends ahead to each.</summary>
    public const int Prefetch = 64;

    /// <summary>A trip is four commands and their answers, and a message that begins it.</summary>
    public const int EventsOfTrip = 5;

    private const int MostUnderWay = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Guid, bool> _underWay = new();
    private readonly SemaphoreSlim _places = new(MostUnderWay);

    /// <summary>Longer than any run.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Begins trips, a new one whenever one has ended, and waits until all have.</summary>
    /// <exception cref="RunFailedException">One does not end.</exception>
    public async Task RunAsync(IBus bus, int trips)
    {
        for (var trip = 0; trip < trips; trip++)
        {
            await EnterAsync();
            var id = NewId.NextGuid();
            _underWay[id] = true;
            await bus.Publish(new BookTrip(id, Traveller));
        }

        for (var place = 0; place < MostUnderWay; place++)
            await EnterAsync();

        _places.Release(MostUnderWay);
    }

    public void Ended(Guid trip)
    {
        if (_underWay.TryRemove(trip, out _))
            _places.Release();
    }

    private async Task EnterAsync()
    {
        if (!await _places.WaitAsync(Patience))
            throw new RunFailedException($"{_underWay.Count} trips do not end.");
    }
}
