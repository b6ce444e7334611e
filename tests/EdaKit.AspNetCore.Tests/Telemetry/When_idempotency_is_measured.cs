using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.AspNetCore.Tests.Support;
using EdaKit.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AspNetCore.Tests.Telemetry;

public sealed class When_idempotency_is_measured
{
    /// <summary>Approved: dashboards and alarms are built on these names. A change is a breaking one.</summary>
    private const string Approved = """
        edakit.idempotency.refused {request}
        edakit.idempotency.released {request}
        edakit.idempotency.replayed {request}
        edakit.idempotency.stored {request}
        """;

    [Fact]
    public async Task Should_count_under_the_approved_names()
    {
        using var store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await using var web = await TestWeb.StartAsync<PlainBankDb>(store, c => c.Endpoints = app =>
        {
            app.MapPost("/charges", ChargeEndpoints.ChargeAsync).RequireIdempotencyKey<PlainBankDb>();
            app.MapPost("/busy", () => Results.StatusCode(503)).RequireIdempotencyKey<PlainBankDb>();
        });
        var meters = web.Services.GetRequiredService<IMeterFactory>();
        var names = new ConcurrentBag<string>();
        var counts = new ConcurrentQueue<string>();

        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            // Tests run beside each other, each with its own factory.
            if (instrument.Meter.Name != TelemetryNames.AspNetCore || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;

            names.Add($"{instrument.Name} {instrument.Unit}");
            l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counts.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();

        await web.Client.PostAsync("/charges", "k-1");
        await web.Client.PostAsync("/charges", "k-1");
        await web.Client.PostAsync("/charges", "k-1", "{}");
        await web.Client.PostAsync("/charges", key: null);
        await web.Client.PostAsync("/busy", "k-1");

        Assert.Equal(Approved, string.Join('\n', names.Order(StringComparer.Ordinal)));
        Assert.Equal(
        [
            "edakit.idempotency.stored 1 edakit.context=PlainBankDb",
            "edakit.idempotency.replayed 1 edakit.context=PlainBankDb",
            "edakit.idempotency.refused 1 edakit.context=PlainBankDb edakit.reason=idempotency-key-reused",
            "edakit.idempotency.refused 1 edakit.context=PlainBankDb edakit.reason=idempotency-key-missing",
            "edakit.idempotency.released 1 edakit.context=PlainBankDb",
        ], counts);
    }
}
