using System.Text.Json.Serialization;

namespace EdaKit.Journal;

/// <summary>What an entry of the journal tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalKind>))]
public enum JournalKind
{
    /// <summary>A message was published.</summary>
    Published,

    /// <summary>A message was sent to one receiver: a command, an answer.</summary>
    Sent,

    /// <summary>A message was stored that is to be sent at a later time. It may be cancelled before.</summary>
    Scheduled,

    /// <summary>A message that failed was stored or sent to come again later.</summary>
    Redelivered,

    /// <summary>A consumer or saga has handled a message.</summary>
    Consumed,

    /// <summary>
    /// A message was read as a later version of its contract than it was sent in; the note says which. It stands before the <see cref="Consumed"/> of the same consumer.
    /// </summary>
    Upcast,

    /// <summary>A message came again to a consumer that had handled it, and had no effect.</summary>
    Duplicate,

    /// <summary>
    /// A consumer or saga failed within retries, so that it may be tried again at once. Written by an inbox for the first, second, fourth, eighth attempt and so on;
    /// when none is left, <see cref="Faulted"/> follows.
    /// </summary>
    Failing,

    /// <summary>A consumer or saga failed, and no retry at once was left; or an endpoint could give what came there to nobody, since it cannot be read, or not in its version.</summary>
    Faulted,

    /// <summary>A saga received a message that had no effect in its state.</summary>
    Ignored,

    /// <summary>A saga went from one state to another.</summary>
    Moved,

    /// <summary>A message that could not be sent, or a saga, was set aside for a person.</summary>
    Parked,
}
