using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>Which of several journals has what a participant does.</summary>
/// <param name="fallback">The journal of what belongs to nobody in particular.</param>
/// <param name="journals">Those who write in units of work, and their journals.</param>
internal sealed class JournalOwners(IJournalWriter fallback, IReadOnlyList<(JournalSource Source, IJournalWriter Writer)> journals)
{
    public IJournalWriter Fallback => fallback;

    /// <summary>Where to write what a participant fails on.</summary>
    public IJournalWriter WriterOf(string participant) => journals.FirstOrDefault(journal => journal.Source.Has(participant)).Writer ?? fallback;

    /// <summary>Who takes batches of a message behind an inbox, which writes down itself what it handles.</summary>
    /// <returns>Null where nobody does.</returns>
    public string? FindBatch(string endpoint, Type message) =>
        journals.Select(journal => journal.Source.FindBatch(endpoint, message)).FirstOrDefault(participant => participant is not null);
}
