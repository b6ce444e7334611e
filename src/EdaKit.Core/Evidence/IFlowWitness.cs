namespace EdaKit.Evidence;

/// <summary>
/// Says what a package knows of messages and business objects at this moment, for those who ask why something did not happen. Packages do not know each other: each
/// that keeps something in a context registers a witness for it.
/// </summary>
/// <remarks>
/// An implementer only reads, on a connection of its own; says nothing of what it does not know, in place of guessing; and takes a bounded number of statements,
/// however many ids it is asked for. It may throw what the database's provider throws. Safe for concurrent calls.
/// </remarks>
public interface IFlowWitness
{
    /// <summary>Says what it knows.</summary>
    /// <param name="question">Of what.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it knows; <see cref="FlowEvidence.Nothing"/> where it knows nothing of them.</returns>
    Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken = default);
}

/// <summary>A witness for one context. Registered as a singleton; a context may have several.</summary>
/// <typeparam name="TDb">The context.</typeparam>
public interface IFlowWitness<TDb> : IFlowWitness;
