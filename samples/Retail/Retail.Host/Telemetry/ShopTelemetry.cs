using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Retail.Host.Services;
using Samples.Hosting;

namespace Retail.Host.Telemetry;

/// <summary>Traces and metrics of the shop, for any OpenTelemetry collector.</summary>
internal static class ShopTelemetry
{
    /// <summary>
    /// Exports by OTLP. Where to, and in which form, is said by OpenTelemetry's own environment variables, first of all
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; without them it is <c>http://localhost:4317</c> by gRPC.
    /// </summary>
    public static void Add(IServiceCollection services, IReadOnlyList<ServiceModule> modules) => services
        .AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(
            modules.Count == 1 ? modules[0].Name : "retail", serviceNamespace: "retail"))
        .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddEdaKit().AddSource("Npgsql"))
        .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddEdaKit())
        .UseOtlpExporter();
}
