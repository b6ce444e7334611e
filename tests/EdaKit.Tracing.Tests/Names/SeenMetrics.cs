using System.Diagnostics.Metrics;
using System.Text;

namespace EdaKit.Tracing.Tests.Names;

/// <summary>Writes down which instruments the meters of a factory have, and with which tags they measure.</summary>
internal sealed class SeenMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<Instrument, SortedSet<string>> _tags = [];

    public SeenMetrics(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope != meters)
                return;

            _tags.Add(instrument, new(StringComparer.Ordinal));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        _listener.Start();
    }

    /// <summary>Instruments that have measured nothing, so that their tags are not known.</summary>
    public IEnumerable<string> Silent => _tags.Where(seen => seen.Value.Count == 0).Select(seen => seen.Key.Name);

    public void Observe() => _listener.RecordObservableInstruments();

    public void WriteTo(StringBuilder text)
    {
        foreach (var meter in _tags.GroupBy(seen => seen.Key.Meter.Name).OrderBy(meter => meter.Key, StringComparer.Ordinal))
        {
            text.Append("meter ").AppendLine(meter.Key);
            foreach (var (instrument, tags) in meter.OrderBy(seen => seen.Key.Name, StringComparer.Ordinal))
            {
                text.Append("  ").Append(KindOf(instrument)).Append(' ').Append(instrument.Name).Append(' ').Append(instrument.Unit).Append(": ").AppendLine(instrument.Description);
                foreach (var tag in tags)
                    text.Append("    ").AppendLine(tag);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0];

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
            _tags[instrument].Add(tag.Key);
    }
}
