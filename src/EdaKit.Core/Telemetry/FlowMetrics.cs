using System.Diagnostics.Metrics;

namespace EdaKit.Telemetry;

/// <summary>How often somebody published what it does not declare. The counter carries <c>edakit.participant</c> and <c>edakit.contract</c>.</summary>
internal sealed class FlowMetrics
{
    private readonly Counter<long> _undeclared;

    /// <param name="meters">The host's factory. A container without a host has none, and gets a meter of its own.</param>
    public FlowMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(TelemetryNames.Core) ?? new Meter(TelemetryNames.Core);
        _undeclared = meter.CreateCounter<long>("edakit.flow.undeclared", "{message}", "Messages that a consumer or saga published, and does not declare, though it declares others.");
    }

    public void Undeclared(string participant, string contract) => _undeclared.Add(1, new(TagNames.Participant, participant), new(TagNames.Contract, contract));
}
