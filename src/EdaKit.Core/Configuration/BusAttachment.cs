using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Configuration;

/// <summary>Remembers which endpoints were configured after <c>UseEdaKit</c>, so that the others can be named.</summary>
internal sealed class BusAttachment : IEndpointConfigurationObserver
{
    private readonly HashSet<string> _endpoints = [];
    private readonly List<IStartupRule> _rules = [];

    /// <summary>The rules of what was put on the bus under construction, when the container was already built.</summary>
    public IReadOnlyList<IStartupRule> Rules => _rules;

    public bool IsAttached { get; private set; }

    public void Attach(IBusFactoryConfigurator bus)
    {
        IsAttached = true;
        bus.ConnectEndpointConfigurationObserver(this);
    }

    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator =>
        _endpoints.Add(NameOf(configurator.InputAddress));

    public void Add(IStartupRule rule) => _rules.Add(rule);

    public bool Saw(string endpoint) => _endpoints.Contains(endpoint);

    /// <summary>An endpoint's name, as MassTransit's probe gives it: the last part of its address.</summary>
    public static string NameOf(Uri address) => Uri.UnescapeDataString(address.AbsolutePath.Split('/')[^1]);
}
