using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using EdaKit.EntityFrameworkCore.Gauges;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Telemetry;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Telemetry;

public sealed class When_gauges_are_observed
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_count_at_most_every_interval_and_only_for_an_observer(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false);
        await AddAsync(app);

        await using var reading = await Gauges.StartAsync(place);

        // 1. Nobody observes: nothing is counted, however long it takes.
        await reading.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(0, reading.Statements);

        // 2. An observation asks for values, and does not wait for them.
        Assert.Empty(reading.Observe());
        await Eventually.IsAsync(1, () => Task.FromResult(reading.Statements));
        await Eventually.IsAsync(3, () => Task.FromResult(reading.Observe().Count));
        var values = reading.Observe();
        Assert.Equal((1d, 1d), (values["edakit.outbox.depth"], values["edakit.outbox.parked.current"]));
        Assert.InRange(values["edakit.outbox.oldest.age"], 60, 90);

        // 3. Many observations within the interval cost no statement.
        for (var i = 0; i < 20; i++)
            reading.Observe();
        await reading.PassAsync(ObservedTimes.Interval / 2);
        Assert.Equal(1, reading.Statements);

        // 4. While the observer is thought to be there, values are kept fresh, and then no longer.
        await reading.PassAsync(ObservedTimes.Attention * 2);
        Assert.InRange(reading.Statements, 2, 14);
        var counted = reading.Statements;
        await reading.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(counted, reading.Statements);

        // 5. What is too old is not shown.
        Assert.Empty(reading.Observe());
    }

    private static Task AddAsync(TestApp app) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ShopDb>();
        var captured = (DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds();
        db.AddRange(Record(captured, availableAt: 0), Record(captured, availableAt: null));
        await db.SaveChangesAsync();
    });

    private static OutboxRecord Record(long captured, long? availableAt) => new()
    {
        Id = NewId.NextSequentialGuid(), MessageId = NewId.NextGuid(), Destination = "./orders", MessageTypes = "urn:message:x", ContentType = "application/json",
        Properties = "{}", CapturedAt = captured, AvailableAt = availableAt, ParkedAt = availableAt is null ? 1 : null,
    };

    /// <summary>The gauges of one context, on a clock of their own, with a listener and a count of connections opened for statements.</summary>
    private sealed class Gauges : IAsyncDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly Connections _connections = new();
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, double> _values = new();
        private readonly ServiceProvider _services;
        private readonly OutboxGauges<ShopDb> _gauges;

        private Gauges(Place place)
        {
            _services = new ServiceCollection().AddMetrics().AddSingleton<OutboxMetrics>()
                .AddDbContext<ShopDb>(options =>
                {
                    place.Store.Use(options);
                    options.AddInterceptors(_connections);
                }).BuildServiceProvider();
            var metrics = _services.GetRequiredService<OutboxMetrics>();
            var meters = _services.GetRequiredService<IMeterFactory>();
            _gauges = new(new(_services.GetRequiredService<IServiceScopeFactory>()), metrics, _time, NullLogger<OutboxGauges<ShopDb>>.Instance);

            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters && instrument.IsObservable)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _values[instrument.Name] = value);
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _values[instrument.Name] = value);
            _listener.Start();
        }

        public int Statements => _connections.Opened;

        public static async Task<Gauges> StartAsync(Place place)
        {
            var gauges = new Gauges(place);
            await gauges._gauges.StartAsync(CancellationToken.None);
            return gauges;
        }

        public Dictionary<string, double> Observe()
        {
            _values.Clear();
            _listener.RecordObservableInstruments();
            return new(_values);
        }

        /// <summary>Lets time pass in small steps, and gives the loop the time to act on each.</summary>
        public async Task PassAsync(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                await Task.Delay(5);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _gauges.StopAsync(CancellationToken.None);
            _gauges.Dispose();
            _listener.Dispose();
            await _services.DisposeAsync();
        }
    }

    private sealed class Connections : DbConnectionInterceptor
    {
        private int _opened;

        public int Opened => Volatile.Read(ref _opened);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _opened);
            return Task.CompletedTask;
        }
    }
}
