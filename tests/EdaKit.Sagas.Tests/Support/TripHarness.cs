using System.Diagnostics;
using MassTransit;
using MassTransit.Saga;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>A step saga on nothing but MassTransit: its memory transport, its memory repository and its own scheduler.</summary>
public sealed class TripHarness : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ServiceProvider _services;
    private readonly IndexedSagaDictionary<TripState> _sagas;

    private TripHarness(ServiceProvider services)
    {
        _services = services;
        Harness = services.GetRequiredService<ITestHarness>();
        _sagas = services.GetRequiredService<IndexedSagaDictionary<TripState>>();
    }

    public ITestHarness Harness { get; }

    public Agency Agency => _services.GetRequiredService<Agency>();

    public static async Task<TripHarness> StartAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<Agency>().AddMassTransitTestHarness(x =>
        {
            x.AddDelayedMessageScheduler();
            x.AddSagaStateMachine<HurriedTripSaga, TripState>();
            x.AddConsumer<Participant>();
            x.UsingInMemory((context, bus) =>
            {
                bus.UseDelayedMessageScheduler();
                bus.UseInMemoryOutbox(context);
                bus.ConfigureEndpoints(context);
            });
        }).BuildServiceProvider(true);

        var harness = new TripHarness(services);
        await harness.Harness.Start();
        return harness;
    }

    /// <summary>Waits until a message has left an instance in a state.</summary>
    public async Task<TripState> UntilAsync(Guid trip, string state)
    {
        var started = Stopwatch.GetTimestamp();

        while (await StateOfAsync(trip) is var current && current != state)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Bound, $"The trip is in '{current}' and not in '{state}'; done: {string.Join(", ", Agency.Of(trip))}");
            await Task.Delay(10);
        }

        return _sagas[trip].Instance;
    }

    // An instance in memory can be seen while a message changes it; in use it is between two messages.
    private async Task<string?> StateOfAsync(Guid trip)
    {
        if (_sagas[trip] is not { } kept)
            return null;

        await kept.MarkInUse(TestContext.Current.CancellationToken);

        try
        {
            return kept.Instance.CurrentState;
        }
        finally
        {
            kept.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Harness.Stop();
        await _services.DisposeAsync();
        LogContext.Current = null;
    }
}
