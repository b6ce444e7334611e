using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Timeline;

/// <summary>Adds entries to the context, which saves them with the instance.</summary>
internal sealed class StoredTimeline(DbContext db) : ISagaTimeline
{
    private (Guid SagaId, Guid MessageId)? _received;

    public void Add(TimelineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        // MassTransit raises two events for a message of a schedule, the second if it is current: the message came once to the instance.
        if (entry is { Kind: TimelineKind.Received, MessageId: { } messageId })
        {
            if (_received == (entry.SagaId, messageId))
                return;

            _received = (entry.SagaId, messageId);
        }

        entry.Note = Cut(entry.Note, TimelineEntry.LongestNote);
        entry.Name = Cut(entry.Name, TimelineEntry.LongestName);
        db.Add(entry);
    }

    private static string? Cut(string? text, int longest) => text is null ? null : StoredText.Of(text, longest);
}
