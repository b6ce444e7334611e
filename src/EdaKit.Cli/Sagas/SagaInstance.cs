namespace EdaKit.Cli.Sagas;

/// <summary>A stored instance of a step saga.</summary>
internal sealed record SagaInstance(Guid Id, string Saga, int Version, string State, string Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    string? ParkedStep, string? ParkedReason, string Table);
