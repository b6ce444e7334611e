using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Timeline;

/// <summary>Adds entries to the context, which saves them with the instance.</summary>
internal sealed class StoredTimeline(DbContext db) : ISagaTimeline
{
    private Guid? _received;

    public void Add(TimelineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // MassTransit raises two events for a message of a schedule, the second if it is current: the message came once.
        if (entry.Kind == TimelineKind.Received)
        {
            if (_received is not null && _received == entry.MessageId)
                return;

            _received = entry.MessageId;
        }

        entry.Note = Cut(entry.Note, TimelineEntry.LongestNote);
        entry.Name = Cut(entry.Name, TimelineEntry.LongestName);
        db.Add(entry);
    }

    private static string? Cut(string? text, int longest) => text is null ? null : StoredText.Of(text, longest);
}
