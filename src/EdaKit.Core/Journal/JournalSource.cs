using System.Collections.Concurrent;

namespace EdaKit.Journal;

/// <summary>Says that a package writes the journal of a context in the transactions in which messages are stored and consumed. Registered as a singleton, one for each context.</summary>
/// <remarks>Safe for use by many threads.</remarks>
/// <param name="contextType">The context.</param>
public sealed class JournalSource(Type contextType)
{
    private readonly ConcurrentDictionary<string, bool> _participants = new();
    private readonly ConcurrentDictionary<(string Endpoint, Type Message), string?> _batches = new();

    /// <summary>The context.</summary>
    public Type ContextType { get; } = contextType;

    /// <summary>Notes that a participant handles messages in this context: what it fails on belongs into this journal, although its transaction is rolled back. A second call does nothing.</summary>
    /// <param name="participant">Who, by the name that its entries have.</param>
    public void Add(string participant) => _participants.TryAdd(participant, true);

    /// <summary>
    /// Notes that a participant takes batches of a message. MassTransit does not say of a message on which of them a batch failed; where one alone takes batches of it
    /// on its endpoint, that one is meant.
    /// </summary>
    /// <param name="participant">Who, by the name that its entries have.</param>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="messageType">The message, and not the batch.</param>
    public void AddBatch(string participant, string endpoint, Type messageType) =>
        _batches.AddOrUpdate((endpoint, messageType), participant, (_, other) => other == participant ? participant : null);

    /// <summary>Who takes batches of a message in this context.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="messageType">The message, and not the batch.</param>
    /// <returns>Null where nobody does, or several do.</returns>
    public string? FindBatch(string endpoint, Type messageType) => _batches.GetValueOrDefault((endpoint, messageType));

    /// <summary>Whether a participant handles messages in this context.</summary>
    /// <param name="participant">Who.</param>
    /// <returns>False also where it is not known.</returns>
    public bool Has(string participant) => _participants.ContainsKey(participant);
}
