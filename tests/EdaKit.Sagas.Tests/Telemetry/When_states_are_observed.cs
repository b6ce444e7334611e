using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Tests.Telemetry;

public sealed class When_states_are_observed
{
    private readonly Guid _waiting = NewId.NextGuid();
    private readonly Guid _parked = NewId.NextGuid();
    private readonly Guid _ended = NewId.NextGuid();
    private readonly Guid _visa = NewId.NextGuid();

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_show_how_many_instances_are_in_each(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place, TripSetup.Hurried());
        using var gauge = new Gauge(app.Services);

        app.Agency.Plan<SendTickets>(_parked, Agency.Fail, Agency.Fail, Agency.Fail, Agency.Fail);
        foreach (var trip in new[] { _parked, _ended })
            await app.Bus.Publish(new BookTrip(trip), TestContext.Current.CancellationToken);
        await app.Bus.Publish(new ApplyForVisa(_visa, "A1"), TestContext.Current.CancellationToken);
        await app.UntilAsync(_parked, "Parked");
        await app.UntilAsync(_ended, "Completed");
        await Eventually.IsAsync("Valid", async () => (await app.FindAsync<VisaState>(_visa))?.CurrentState);

        // The first observation asks, and waits for nothing: only where the count is quick does it have one.
        await Eventually.IsAsync("TripDb test.quick-trip Parked 1, TripDb VisaMachine Valid 1", () => Task.FromResult(string.Join(", ", gauge.Observe())));
    }

    [Fact]
    public async Task Should_say_that_none_is_parked()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);
        using var gauge = new Gauge(app.Services);
        app.Agency.Plan<BookFlight>(_waiting, Agency.Silence);

        await app.Bus.Publish(new BookTrip(_waiting), TestContext.Current.CancellationToken);
        var state = await StateAsync(app);

        await Eventually.IsAsync($"TripDb test.quick-trip {state} 1, TripDb test.quick-trip Parked 0", () => Task.FromResult(string.Join(", ", gauge.Observe())));
    }

    [Fact]
    public async Task Should_show_nothing_and_say_why_where_they_cannot_be_counted()
    {
        using var log = new TestLog();
        using var meters = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(log)).BuildServiceProvider();
        using var gauges = new SagaGauges<TripDb>(new BrokenScopes(), new SagaRegistry(), new SagaMetrics(meters.GetRequiredService<IMeterFactory>()), TimeProvider.System,
            meters.GetRequiredService<ILogger<SagaGauges<TripDb>>>());
        using var gauge = new Gauge(meters);
        await gauges.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.IsAsync((0, 1), () => Task.FromResult((gauge.Observe().Count, log.Entries.Count(entry => entry.Id.Id == 2105))));
        Assert.Empty(gauge.Observe());
        await gauges.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> StateAsync(TripApp app)
    {
        await Eventually.IsAsync(true, async () => await app.FindAsync<TripState>(_waiting) is not null);
        return (await app.FindAsync<TripState>(_waiting))!.CurrentState;
    }

    /// <summary>What the gauge shows, as text, in order.</summary>
    private sealed class Gauge : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _seen = new();

        public Gauge(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters && instrument.Name == "edakit.sagas.current")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
                _seen.Enqueue($"{values[TagNames.Context]} {values[TagNames.Saga]} {values[TagNames.SagaState]} {value}");
            });
            _listener.Start();
        }

        public IReadOnlyList<string> Observe()
        {
            _seen.Clear();
            _listener.RecordObservableInstruments();
            return [.. _seen.Order(StringComparer.OrdinalIgnoreCase)];
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed class BrokenScopes : IServiceScopeFactory
    {
        public IServiceScope CreateScope() => throw new TimeoutException("The database is away.");
    }
}
