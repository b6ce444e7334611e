namespace EdaKit.Tracing.Explaining;

/// <summary>Why something did not happen, or that it did. Immutable.</summary>
public sealed record FlowVerdict
{
    /// <summary>What it comes to. Programs go by it.</summary>
    public required FlowVerdictCode Code { get; init; }

    /// <summary>The same for people: the message, who, when, and who must act. The wording may change.</summary>
    public required string Sentence { get; init; }

    /// <summary>The message at which it stopped, or which is meant; null where there is none.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>The contract of that message, or of the one that is missing.</summary>
    public string? Contract { get; init; }

    /// <summary>Who did something, or did not: as the journal names it. Null where nobody in particular is meant.</summary>
    public string? Participant { get; init; }

    /// <summary>Since when, or when.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Until when something is waited for.</summary>
    public DateTimeOffset? Until { get; init; }
}
