using EdaKit.Telemetry;
using MassTransit.Logging;

// In the namespace of what it extends, so that it is found without a using.
namespace OpenTelemetry.Trace;

/// <summary>Has OpenTelemetry collect the traces of messages.</summary>
public static class EdaKitTracerProviderBuilderExtensions
{
    /// <summary>Subscribes to the activities of MassTransit and of all EdaKit packages, whether or not they are there. A second call changes nothing.</summary>
    /// <param name="builder">OpenTelemetry's registration.</param>
    /// <returns>The same registration.</returns>
    public static TracerProviderBuilder AddEdaKit(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.AddSource(DiagnosticHeaders.DefaultListenerName, TelemetryNames.Core, TelemetryNames.Outbox, TelemetryNames.Sagas);
    }
}
