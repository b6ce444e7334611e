using EdaKit.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Flow.Parts;

/// <summary>
/// The parts of the flow that this process is: one for each service that it runs. <c>AddEdaKit</c> registers it as a singleton. It builds the bus where that is not built yet, and neither starts it
/// nor connects to a broker. Safe for use by many threads.
/// </summary>
/// <example><code>
/// var part = services.BuildServiceProvider().GetRequiredService&lt;FlowParts&gt;().Only();
/// </code></example>
public sealed class FlowParts
{
    private readonly Lazy<IReadOnlyList<FlowPart>> _all;

    internal FlowParts(IServiceProvider services) => _all = new(() =>
    {
        // What listens is known once the bus is built.
        _ = services.GetRequiredService<IBus>();

        var registry = services.GetRequiredService<FlowRegistry>();
        return new PartWriter(services.GetRequiredService<FlowOptions>(), registry, services.GetRequiredService<DeclarationReader>(), services.GetRequiredService<ContractsBuilder>(),
            services.GetRequiredService<IConsumerNames>()).Write();
    });

    /// <summary>All parts, by service.</summary>
    public IReadOnlyList<FlowPart> All => _all.Value;

    /// <summary>The part of a process that runs one service.</summary>
    /// <returns>The part.</returns>
    /// <exception cref="InvalidOperationException">It runs several.</exception>
    public FlowPart Only() => All is [var only] ? only
        : throw new InvalidOperationException($"This process runs {All.Count} services: '{string.Join("', '", All.Select(part => part.Service))}'. Take theirs from All, or name one service with eda.Flow.AddService.");
}
