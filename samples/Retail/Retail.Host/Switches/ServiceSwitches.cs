using System.Reflection;
using Retail.Host.Services;
using Samples.Hosting;

namespace Retail.Host.Switches;

/// <summary>The switches of all services of this process.</summary>
internal sealed class ServiceSwitches
{
    private readonly Dictionary<Assembly, ServiceSwitch> _byAssembly;

    public ServiceSwitches(IReadOnlyList<ServiceModule> modules)
    {
        All = [.. modules.Select(module => new ServiceSwitch(module.Name))];
        _byAssembly = modules.Zip(All).ToDictionary(pair => pair.First.Context.Assembly, pair => pair.Second);
    }

    public IReadOnlyList<ServiceSwitch> All { get; }

    /// <summary>The switch of the service that a consumer belongs to.</summary>
    public ServiceSwitch Of(Type consumer) => _byAssembly[consumer.Assembly];

    /// <summary>The switch of a service; null where no such service runs in this process.</summary>
    public ServiceSwitch? Named(string service) => All.FirstOrDefault(known => known.Service == service);
}
