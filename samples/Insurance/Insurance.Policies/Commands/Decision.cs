using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>What becomes of a command: events, at least one, or a refusal.</summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<IPolicyEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>What happens; empty where it is refused.</summary>
    public IReadOnlyList<IPolicyEvent> Events { get; }

    /// <summary>Why not; null where it is accepted.</summary>
    public Refusal? Refusal { get; }

    public static Decision Accept(params IReadOnlyList<IPolicyEvent> events) => new(events, null);

    /// <summary>So that rules can stand in a row: <c>first ?? second ?? Accept(…)</c>.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
