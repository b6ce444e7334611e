using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>The columns that an entry fills, in the order in which statements name them.</summary>
internal static class JournalColumns
{
    public static readonly JournalColumn[] All =
    [
        JournalColumn.Of(nameof(JournalEntry.At), entry => entry.At),
        JournalColumn.Of(nameof(JournalEntry.Kind), entry => entry.Kind.ToString()),
        JournalColumn.Of(nameof(JournalEntry.Service), entry => entry.Service),
        JournalColumn.Of(nameof(JournalEntry.MessageId), entry => entry.MessageId),
        JournalColumn.Of(nameof(JournalEntry.ConversationId), entry => entry.ConversationId),
        JournalColumn.Of(nameof(JournalEntry.CausationId), entry => entry.CausationId),
        JournalColumn.Of(nameof(JournalEntry.CorrelationId), entry => entry.CorrelationId),
        JournalColumn.Of(nameof(JournalEntry.Contract), entry => Cut(entry.Contract, JournalModel.LongestName)),
        JournalColumn.Of(nameof(JournalEntry.Version), entry => entry.Version),
        JournalColumn.Of(nameof(JournalEntry.KeyName), entry => Cut(entry.KeyName, JournalModel.LongestName)),
        JournalColumn.Of(nameof(JournalEntry.Key), entry => Cut(entry.Key, JournalModel.LongestName)),
        JournalColumn.Of(nameof(JournalEntry.Participant), entry => Cut(entry.Participant, JournalModel.LongestParticipant)),
        JournalColumn.Of(nameof(JournalEntry.Note), entry => Cut(entry.Note, JournalModel.LongestNote)),
    ];

    private static string? Cut(string? text, int longest) => text is null ? null : StoredText.Of(text, longest);
}
