using System.Diagnostics;
using EdaKit.Telemetry;

namespace EdaKit.Outbox.Telemetry;

/// <summary>Where the spans of outbox and inbox come from: one for the process, as MassTransit's own.</summary>
internal static class OutboxSource
{
    public static readonly ActivitySource Instance = new(TelemetryNames.Outbox);
}
