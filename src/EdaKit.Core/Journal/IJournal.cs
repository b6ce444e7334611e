namespace EdaKit.Journal;

/// <summary>
/// Takes what happens to messages in a unit of work. The entries are stored in its transaction, so that they are true: what was rolled back did not happen. Packages
/// that handle messages write to it where the application has one.
/// </summary>
/// <remarks>It is scoped, as the unit of work is. Several tasks of a scope may write at once.</remarks>
public interface IJournal
{
    /// <summary>Keeps an entry until the unit of work is saved.</summary>
    /// <param name="entry">The entry, without its <see cref="JournalEntry.Id"/>.</param>
    void Add(JournalEntry entry);

    /// <summary>Forgets what is kept: it belongs to an attempt that failed.</summary>
    void Discard();
}

/// <summary>The journal of one context.</summary>
/// <typeparam name="TDb">The context in whose transactions the entries are stored.</typeparam>
public interface IJournal<TDb> : IJournal;
