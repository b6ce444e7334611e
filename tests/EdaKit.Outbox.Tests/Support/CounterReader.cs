using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EdaKit.Outbox.Tests.Support;

/// <summary>Listens to one counter.</summary>
public sealed class CounterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _totals = new();

    public CounterReader(string meter, string counter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Name == counter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "edakit.context")
                    _totals.AddOrUpdate($"{tag.Value}", value, (_, total) => total + value);
            }
        });
        _listener.Start();
    }

    public long Total(string context) => _totals.GetValueOrDefault(context);

    public void Dispose() => _listener.Dispose();
}
