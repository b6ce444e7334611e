namespace EdaKit.Evidence;

/// <summary>An instance of a saga, as it is kept. Immutable.</summary>
public sealed record KeptSaga
{
    /// <summary>Its id.</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>The saga's name.</summary>
    public required string Saga { get; init; }

    /// <summary>How participants name it where it handles messages: the name of the type of its instances. Null where that is not known.</summary>
    public string? Consumer { get; init; }

    /// <summary>The state that it is in.</summary>
    public required string State { get; init; }

    /// <summary>What it waits for, for people; null where it does not say.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Until when it waits before it does something else; null where it does not say, or waits for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The step for which a person is asked; null where none is.</summary>
    public string? ParkedStep { get; init; }

    /// <summary>Why a person is asked.</summary>
    public string? ParkedReason { get; init; }

    /// <summary>When it ended; null where it runs, or does not say.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
