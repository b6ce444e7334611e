using EdaKit.Telemetry;
using MassTransit.Monitoring;

// In the namespace of what it extends, so that it is found without a using.
namespace OpenTelemetry.Metrics;

/// <summary>Has OpenTelemetry collect the metrics of messages.</summary>
public static class EdaKitMeterProviderBuilderExtensions
{
    /// <summary>Subscribes to the meters of MassTransit and of all EdaKit packages, whether or not they are there. A second call changes nothing.</summary>
    /// <param name="builder">OpenTelemetry's registration.</param>
    /// <returns>The same registration.</returns>
    public static MeterProviderBuilder AddEdaKit(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.AddMeter(InstrumentationOptions.MeterName, TelemetryNames.Core, TelemetryNames.Outbox, TelemetryNames.Sagas, TelemetryNames.Tracing, TelemetryNames.AspNetCore);
    }
}
