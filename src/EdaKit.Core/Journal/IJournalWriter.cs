namespace EdaKit.Journal;

/// <summary>
/// Takes what happens to messages outside of any unit of work, or although one was rolled back. The entries are stored soon, many in one transaction of their own; a
/// process that is killed loses those of the last moment.
/// </summary>
/// <remarks>Safe for use by many threads. It never waits: what there is no room for is counted and dropped.</remarks>
public interface IJournalWriter
{
    /// <summary>Hands an entry over.</summary>
    /// <param name="entry">The entry, without its <see cref="JournalEntry.Id"/>.</param>
    void Add(JournalEntry entry);
}

/// <summary>The writer of one context's journal. Registered as a singleton, one for each context that has one.</summary>
/// <typeparam name="TDb">The context.</typeparam>
public interface IJournalWriter<TDb> : IJournalWriter;
