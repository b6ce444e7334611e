using System.Reflection;

namespace EdaKit.Flow;

/// <summary>Which services a process runs, and what becomes of what a declaration leaves out.</summary>
public sealed class FlowOptions
{
    private readonly Dictionary<string, HashSet<Assembly>> _services = [];

    internal FlowOptions()
    {
    }

    /// <summary>
    /// Whether a consumer or saga that declares what it publishes, and publishes something else, is stopped by an <see cref="Undeclared.UndeclaredPublishException"/>. For tests; in production what was
    /// forgotten in a declaration must not stop the business. Default: false, it is counted (<c>edakit.flow.undeclared</c>), and logged once.
    /// </summary>
    public bool RefuseUndeclared { get; set; }

    /// <summary>
    /// Names a service that runs in this process, and the assemblies that are it: its consumers and sagas, and the other classes there that declare what they publish. The same service may be named
    /// several times. Consumers and sagas of other assemblies belong to the only service, or, where there are several, to one that is called after the assembly that was started.
    /// </summary>
    /// <param name="service">The name, best the one that its journal has.</param>
    /// <param name="assemblies">The assemblies; none: only what is not claimed by another one.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty, or another service has one of the assemblies.</exception>
    public FlowOptions AddService(string service, params IEnumerable<Assembly> assemblies)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        ArgumentNullException.ThrowIfNull(assemblies);

        if (!_services.TryGetValue(service, out var own))
            _services[service] = own = [];

        foreach (var assembly in assemblies)
        {
            if (_services.FirstOrDefault(other => other.Key != service && other.Value.Contains(assembly)) is { Key: { } taken })
                throw new ArgumentException($"Assembly '{assembly.GetName().Name}' is named as service '{taken}' and as '{service}'. Call AddService for one of them.", nameof(assemblies));

            own.Add(assembly);
        }

        return this;
    }

    /// <summary>The same for a service that is one assembly.</summary>
    /// <typeparam name="T">Any type of that assembly.</typeparam>
    /// <param name="service">The name, best the one that its journal has.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The name is empty, or another service has the assembly.</exception>
    public FlowOptions AddService<T>(string service) => AddService(service, typeof(T).Assembly);

    /// <summary>The services that are named, in the order of their names.</summary>
    internal IEnumerable<(string Service, IReadOnlySet<Assembly> Assemblies)> Services =>
        _services.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, (IReadOnlySet<Assembly>)one.Value));

    /// <summary>To which service a class belongs.</summary>
    internal string ServiceOf(Type type) =>
        _services.FirstOrDefault(one => one.Value.Contains(type.Assembly)).Key
        ?? (_services.Count == 1 ? _services.Keys.Single() : Assembly.GetEntryAssembly()?.GetName().Name ?? "unknown");
}
