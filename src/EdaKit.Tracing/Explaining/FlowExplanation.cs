using EdaKit.Evidence;

namespace EdaKit.Tracing.Explaining;

/// <summary>What became of a business object. Immutable; it can be written as JSON.</summary>
public sealed record FlowExplanation
{
    /// <summary>The business key that was asked for, as journals keep it: of a longer one the first 200 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of key, if that was asked for.</summary>
    public string? KeyName { get; init; }

    /// <summary>The contract that was asked for, by the name that the journals have for it; null where the question was what happened.</summary>
    public string? Contract { get; init; }

    /// <summary>When the question was asked, by the clock of the asking process.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The answer.</summary>
    public required FlowVerdict Verdict { get; init; }

    /// <summary>Everything in the flows that is stuck, failed or had no effect, the worst first. What is only on its way is not among it.</summary>
    public IReadOnlyList<FlowVerdict> Problems { get; init; } = [];

    /// <summary>The messages that followed from no other one that is known, the oldest first, each with what followed from it, 24 levels deep at most.</summary>
    public IReadOnlyList<FlowMessage> Flows { get; init; } = [];

    /// <summary>The instances of sagas that belong to these flows, as they are kept now.</summary>
    public IReadOnlyList<KeptSaga> Sagas { get; init; } = [];

    /// <summary>Why the broker could not be asked, so that the answer is without it; null where it was, or there is none to ask.</summary>
    public string? BrokerError { get; init; }

    /// <summary>Whether there was more than <see cref="ExplainOptions"/> let be read, so that the verdict may be wrong.</summary>
    public bool IsCut { get; init; }
}
