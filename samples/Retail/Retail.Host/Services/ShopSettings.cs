using Retail.Host.Work;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Retail.Host.Services;

/// <summary>What a host is made of.</summary>
/// <param name="Modules">The services that run in this process.</param>
/// <param name="Storage">Where they keep their data.</param>
/// <param name="Transport">How they reach each other.</param>
/// <param name="Urls">Where the host listens.</param>
internal sealed record ShopSettings(
    IReadOnlyList<ServiceModule> Modules,
    IServiceStorage Storage,
    IServiceTransport Transport,
    string Urls)
{
    /// <summary>How long the services pretend to work over each message; none by default.</summary>
    public WorkingTimes WorkingTimes { get; init; } = WorkingTimes.None;

    /// <summary>How many messages an endpoint handles at the same time; null leaves it to MassTransit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The page, and the switches that stop services or make them fail: for looking, never for running.</summary>
    public bool WithPage { get; init; }

    /// <summary>Writes a line to the console for everything that happens to an order.</summary>
    public bool LogOrders { get; init; }

    /// <summary>Sends traces and metrics to an OpenTelemetry collector.</summary>
    public bool Telemetry { get; init; }
}
