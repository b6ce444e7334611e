using System.Diagnostics.Metrics;
using EdaKit.Telemetry;

namespace EdaKit.Tracing.Telemetry;

/// <summary>The counter of the journal. It carries the context's name as <c>edakit.context</c>.</summary>
internal sealed class JournalMetrics
{
    private readonly Counter<long> _dropped;

    /// <param name="meters">The host's factory. A container without a host has none, and gets a meter of its own.</param>
    public JournalMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(TelemetryNames.Tracing) ?? new Meter(TelemetryNames.Tracing);
        _dropped = meter.CreateCounter<long>("edakit.journal.dropped", "{entry}", "Entries of the journal that were not stored, since the database was slow or away.");
    }

    public void Dropped(Type context, int count) => _dropped.Add(count, new KeyValuePair<string, object?>(TagNames.Context, context.Name));
}
