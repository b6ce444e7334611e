namespace EdaKit.Startup;

/// <summary>The filters that a message passes on its way from an endpoint to one consumer or saga.</summary>
/// <param name="Endpoint">The endpoint's name: its queue.</param>
/// <param name="Handler">The consumer's or saga's type name, or empty for an endpoint that has none.</param>
/// <param name="Filters">MassTransit's names of the filters, outermost first: <c>retry</c>, <c>outbox</c>, <c>edakit-inbox</c> …</param>
public sealed record ReceivePipeline(string Endpoint, string Handler, IReadOnlyList<string> Filters)
{
    /// <summary>What those of the filters do that repeat, as far as MassTransit tells, outermost first.</summary>
    public IReadOnlyList<ReceiveRetry> Retries { get; init; } = [];

    /// <summary>Those of the filters that give consumers and sagas a scheduler, outermost first; empty where a schedule would fault. MassTransit names each of its own so.</summary>
    public IEnumerable<string> Schedulers => Filters.Where(filter => filter.EndsWith("scheduler", StringComparison.OrdinalIgnoreCase));
}
