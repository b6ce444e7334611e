namespace Insurance.Policies;

/// <summary>How far a policy has come. That a term is over is no event: <see cref="Policy.HasExpiredOn"/> says it.</summary>
public enum PolicyStage
{
    /// <summary>There is a price, and nothing more.</summary>
    Quoted,

    /// <summary>An underwriter has accepted the risk; it can be issued.</summary>
    Accepted,

    /// <summary>An underwriter has declined it: the end.</summary>
    Declined,

    InForce,

    /// <summary>Not paid: the policy stands, and there is no cover.</summary>
    Suspended,

    /// <summary>Cancelled, perhaps for a day that is still to come.</summary>
    Cancelled,
}
