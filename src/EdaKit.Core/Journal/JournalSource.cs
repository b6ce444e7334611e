namespace EdaKit.Journal;

/// <summary>Says that a package writes the journal of a context in the transactions in which messages are stored and consumed. Registered as a singleton, one for each context.</summary>
/// <param name="ContextType">The context.</param>
public sealed record JournalSource(Type ContextType);
