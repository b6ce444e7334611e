namespace EdaKit.Telemetry;

/// <summary>The names under which EdaKit emits. They are part of the public contract and change only with a major version.</summary>
public static class TelemetryNames
{
    /// <summary>
    /// The <see cref="System.Diagnostics.Metrics.Meter"/> and <see cref="System.Diagnostics.ActivitySource"/> of messages of contracts, whatever they are sent with.
    /// </summary>
    public const string Core = "EdaKit.Core";

    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/> and <see cref="System.Diagnostics.ActivitySource"/> of outbox and inbox.</summary>
    public const string Outbox = "EdaKit.Outbox";

    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/> and <see cref="System.Diagnostics.ActivitySource"/> of sagas.</summary>
    public const string Sagas = "EdaKit.Sagas";

    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/> of the journal.</summary>
    public const string Tracing = "EdaKit.Tracing";

    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/> of HTTP idempotency keys.</summary>
    public const string AspNetCore = "EdaKit.AspNetCore";
}
