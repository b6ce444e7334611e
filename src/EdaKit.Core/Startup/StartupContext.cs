using MassTransit;

namespace EdaKit.Startup;

/// <summary>What start-up rules look at.</summary>
public sealed class StartupContext
{
    private readonly Lazy<IReadOnlyList<ReceivePipeline>> _pipelines;

    internal StartupContext(IServiceProvider services, IBus bus)
    {
        Services = services;
        Bus = bus;
        _pipelines = new(() => ReceivePipelineReader.Read(bus.GetProbeResult()));
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
}
