using EdaKit.Telemetry;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>How a type leaves this process as an older version of its contract. Immutable.</summary>
internal sealed class EmittedVersion
{
    private readonly IReadOnlyList<IDowncast> _path;
    private readonly string _contract;
    private readonly int _from;
    private readonly int _to;

    private EmittedVersion(IReadOnlyList<VersionStep> path)
    {
        _path = [.. path.Cast<IDowncast>()];
        (_contract, _from, _to) = (path[0].Contract, path[0].From, path[^1].To);
        WireTypes = _path[^1].WireTypes;
    }

    /// <summary>The URNs that the message bears.</summary>
    public string[] WireTypes { get; }

    /// <summary>All that is pinned and can be made. What is pinned and cannot, the start-up rules report.</summary>
    public static IReadOnlyDictionary<Type, EmittedVersion> Of(ContractsBuilder contracts)
    {
        var emitted = new Dictionary<Type, EmittedVersion>();

        foreach (var (type, version) in contracts.Emitted)
        {
            var contract = ContractDescriptor.Of(type)!;
            if (VersionPaths.Towards(contract.Name, version, contracts.Downcasts).TryGetValue(contract.Version, out var path))
                emitted.Add(type, new(path));
        }

        return emitted;
    }

    /// <summary>The body that others get.</summary>
    public MessageBody BodyOf(SendContext context, object message, IMessageSerializer serializer)
    {
        using var span = VersionSpans.Start(SpanNames.Downcast, _contract, _from, _to);

        try
        {
            return _path[^1].BodyOf(context, _path.Aggregate(message, (newer, step) => step.Convert(newer)), serializer);
        }
        catch (Exception error)
        {
            span?.Fail(error);
            throw;
        }
    }
}
