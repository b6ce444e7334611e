using System.Text.Json;
using MassTransit;

namespace EdaKit.Startup;

/// <summary>What start-up rules look at.</summary>
public sealed class StartupContext
{
    private readonly Lazy<JsonElement> _probe;
    private readonly Lazy<IReadOnlyList<ReceivePipeline>> _pipelines;

    internal StartupContext(IServiceProvider services, IBus bus)
    {
        Services = services;
        Bus = bus;
        _probe = new(() => ProbeJson.Of(bus.GetProbeResult().Results));
        _pipelines = new(() => ReceivePipelineReader.Read(_probe.Value));
    }

    /// <summary>The root container.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The bus, built and not started.</summary>
    public IBus Bus { get; }

    /// <summary>
    /// The filters between each receive endpoint and each of its consumers and sagas, as MassTransit itself reports them. The bus's
    /// own temporary endpoint is among them.
    /// </summary>
    public IReadOnlyList<ReceivePipeline> Pipelines => _pipelines.Value;

    /// <summary>What MassTransit says of the bus, as JSON.</summary>
    internal JsonElement Probe => _probe.Value;

    /// <summary>The message types for which each endpoint has a consumer or saga, as <see cref="ReceivePipelineReader.NameOf"/> gives their names.</summary>
    internal ILookup<string, string> MessageTypes => ReceivePipelineReader.ReadMessageTypes(_probe.Value);
}
