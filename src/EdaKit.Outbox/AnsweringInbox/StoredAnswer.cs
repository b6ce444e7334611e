using EdaKit.Outbox.Records;
using MassTransit;

namespace EdaKit.Outbox.AnsweringInbox;

/// <summary>
/// A message with which a consumer has answered another one, kept to answer a duplicate. It is part of the application's model so that migrations make its
/// table; applications do not read or write it through EF Core.
/// </summary>
public sealed class StoredAnswer
{
    /// <summary>The row's id, ascending in the order of the answers.</summary>
    public Guid Id { get; set; }

    /// <summary>The original id of the message that was answered.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Who answered, by the inbox's name.</summary>
    public string Consumer { get; set; } = "";

    /// <summary>The id of the answer.</summary>
    public Guid AnswerId { get; set; }

    /// <summary>Where the answer goes, as in <see cref="OutboxRecord.Destination"/>.</summary>
    public string Destination { get; set; } = "";

    /// <summary>The URNs of the answer's types, as in <see cref="OutboxRecord.MessageTypes"/>.</summary>
    public string MessageTypes { get; set; } = "";

    /// <summary>The body's content type.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>The answer's body.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Ids, addresses, headers and transport properties, as JSON.</summary>
    public string Properties { get; set; } = "";

    /// <summary>The answer's lane, if it has one.</summary>
    public string? Lane { get; set; }

    /// <summary>When it was given, by the application's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long AnsweredAt { get; set; }

    internal static StoredAnswer Of(OutboxRecord record, Guid messageId, string consumer) => new()
    {
        Id = NewId.NextSequentialGuid(),
        MessageId = messageId,
        Consumer = consumer,
        AnswerId = record.MessageId,
        Destination = record.Destination,
        MessageTypes = record.MessageTypes,
        ContentType = record.ContentType,
        Body = record.Body,
        Properties = record.Properties,
        Lane = record.Lane,
        AnsweredAt = record.CapturedAt,
    };

    internal OutboxRecord Again(DateTimeOffset now) => new()
    {
        Id = NewId.NextSequentialGuid(),
        MessageId = AnswerId,
        Destination = Destination,
        MessageTypes = MessageTypes,
        ContentType = ContentType,
        Body = Body,
        Properties = Properties,
        CapturedAt = now.ToUnixTimeMilliseconds(),
        AvailableAt = 0,
        Lane = Lane,
    };
}
