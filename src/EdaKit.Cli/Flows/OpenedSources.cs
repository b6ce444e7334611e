using EdaKit.Cli.Databases;
using EdaKit.Tracing.Explaining;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Cli.Flows;

/// <summary>The journals that a command reads, each with its services.</summary>
internal sealed class OpenedSources : IAsyncDisposable
{
    private readonly List<ServiceProvider> _services = [];
    private readonly List<IFlowSource> _sources = [];

    public IReadOnlyList<IFlowSource> Sources => _sources;

    public void Add(ServiceProvider services, Database database)
    {
        _services.Add(services);
        _sources.Add(new ExplainedSource(services.GetRequiredService<IFlowSource<FlowDb>>(), database));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
            await services.DisposeAsync();
    }
}
