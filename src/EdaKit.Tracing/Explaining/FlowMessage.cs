using EdaKit.Evidence;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>A message of a flow, and what became of it. Immutable.</summary>
public sealed record FlowMessage
{
    /// <summary>The message's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The flow that it belongs to.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>The message whose handling sent it.</summary>
    public Guid? CausationId { get; init; }

    /// <summary>The business object that it is about.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>Its contract, or its type's name.</summary>
    public string? Contract { get; init; }

    /// <summary>The contract's version.</summary>
    public int? Version { get; init; }

    /// <summary>The member that is the business key.</summary>
    public string? KeyName { get; init; }

    /// <summary>The business key.</summary>
    public string? Key { get; init; }

    /// <summary>How it was sent: published, sent, or scheduled; redelivered, where no journal known here has its first delivery. Null where no journal known here says that it was.</summary>
    public JournalKind? How { get; init; }

    /// <summary>When it was sent; otherwise when it was first seen.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The service that sent it; null where that is not known.</summary>
    public string? Service { get; init; }

    /// <summary>Who sent it; null outside of consumers.</summary>
    public string? Participant { get; init; }

    /// <summary>Where it was sent to.</summary>
    public string? Destination { get; init; }

    /// <summary>That it waits in an outbox, and why; null where it does not.</summary>
    public StoredMessage? Stored { get; init; }

    /// <summary>What became of it, in the order of time.</summary>
    public IReadOnlyList<FlowFate> Fates { get; init; } = [];

    /// <summary>
    /// What followed from it, in the order of time. Messages are nested 24 levels deep at most, so that they can be written as JSON: what followed from one on the last
    /// level stands beside it, in the order of time, and its causation id still tells.
    /// </summary>
    public IReadOnlyList<FlowMessage> Followed { get; init; } = [];
}
