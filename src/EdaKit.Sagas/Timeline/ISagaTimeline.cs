namespace EdaKit.Sagas.Timeline;

/// <summary>
/// Takes the entries of an instance's timeline, to be stored in the transaction of the message that is handled. A repository that keeps
/// timelines puts it into the consume context as a payload; with a repository that does not, nothing is recorded.
/// </summary>
/// <remarks>An implementer stores the entries with the instance or not at all, in the order in which they came. It is called by one thread at a time.</remarks>
public interface ISagaTimeline
{
    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry, without its <see cref="TimelineEntry.Id"/>.</param>
    void Add(TimelineEntry entry);
}
