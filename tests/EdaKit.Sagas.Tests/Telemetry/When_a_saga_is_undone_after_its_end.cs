using System.Diagnostics.Metrics;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Telemetry;

public sealed class When_a_saga_is_undone_after_its_end
{
    private readonly Guid _trip = NewId.NextGuid();

    [Fact]
    public async Task Should_count_its_end_once()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        var (ends, durations) = (0L, 0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name is "edakit.sagas.ended" or "edakit.sagas.duration")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref ends, count));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref durations));
        listener.Start();
        app.Agency.Plan<BookHotel>(_trip, Agency.Answer(new HotelRefused(_trip)));

        await app.Bus.Publish(new BookTrip(_trip, WithCar: false), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Compensated");
        await app.Bus.Publish(new FlightBooked(_trip), TestContext.Current.CancellationToken);
        await Eventually.IsAsync(2, async () => (await app.TimelineAsync(_trip)).Count(entry => entry.Kind == TimelineKind.Ended));

        Assert.Equal((1L, 1), (Interlocked.Read(ref ends), Volatile.Read(ref durations)));
    }
}
