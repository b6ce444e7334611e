using MassTransit;

namespace EdaKit.Journal;

/// <summary>What packages that handle messages write down.</summary>
public static class JournalExtensions
{
    /// <summary>Keeps that a message was handled and, where it was read as a later version than it was sent in, that too.</summary>
    /// <typeparam name="T">The message type, as the consumer reads it.</typeparam>
    /// <param name="journal">The journal.</param>
    /// <param name="context">The message.</param>
    /// <param name="at">When.</param>
    /// <param name="participant">Who handled it.</param>
    public static void AddConsumed<T>(this IJournal journal, ConsumeContext<T> context, DateTimeOffset at, string participant)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(journal);

        if (JournalEntry.OfUpcast(context, at, participant) is { } upcast)
            journal.Add(upcast);
        journal.Add(JournalEntry.Of(context, JournalKind.Consumed, at, participant));
    }
}
