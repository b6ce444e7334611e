namespace EdaKit.Evidence;

/// <summary>Of what a witness is asked. Immutable.</summary>
public sealed record FlowQuestion
{
    /// <summary>The messages, by the ids under which consumers recognize duplicates. Default: none.</summary>
    public IReadOnlyCollection<Guid> MessageIds { get; init; } = [];

    /// <summary>The business objects; of sagas their ids. Default: none.</summary>
    public IReadOnlyCollection<Guid> CorrelationIds { get; init; } = [];
}
