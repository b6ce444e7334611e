namespace Insurance.Policies.Commands;

/// <summary>Why something is not done.</summary>
/// <param name="Rule">The rule by a name that does not change, for programs.</param>
/// <param name="Reason">The reason with the values that led to it, for people.</param>
public sealed record Refusal(string Rule, string Reason)
{
    /// <summary>Null where something holds, and the refusal where it does not.</summary>
    public static Refusal? Unless(bool holds, string rule, string reason) => holds ? null : new(rule, reason);
}
