using System.Globalization;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Scheduling;
using MassTransit;
using MassTransit.Context;

namespace EdaKit.Outbox.Records;

/// <summary>Turns a message that is about to be sent into a record. Here, and only here, the message is serialized.</summary>
internal sealed class RecordWriter(HostAddress host, PublishedTypes published, TimeProvider time)
{
    /// <param name="context">The message.</param>
    /// <param name="lanesByKey">Whether its business key gives it a lane, where nothing else does.</param>
    public OutboxRecord Write<T>(SendContext<T> context, bool lanesByKey)
        where T : class
    {
        var now = time.GetUtcNow();
        var delay = context.Delay is { Ticks: > 0 } positive ? positive : TimeSpan.Zero;
        var scheduledFor = context.TryGetPayload<DueTime>(out var due) ? due.Milliseconds : (long?)null;

        // Consumers and sagas tell by it which schedule a message comes from.
        if (context.ScheduledMessageId is { } token)
            context.Headers.Set(MessageHeaders.SchedulingTokenId, token.ToString("D"));

        // What is delayed would hold back those behind it until it is due, so it waits in no lane; nor does what may be cancelled.
        var lane = delay > TimeSpan.Zero || scheduledFor is not null || context.ScheduledMessageId is not null ? null : LaneKey.Of(context, lanesByKey);
        context.Headers.Set(LaneKey.Header, lane);

        // The body first: serializing it lets raw serializers put their headers on the context.
        var body = context.Serializer.GetMessageBody(context).GetBytes();

        long? dueAt = scheduledFor ?? (delay > TimeSpan.Zero ? (now + delay).ToUnixTimeMilliseconds() : null);
        var properties = PropertiesOf(context, now, dueAt);

        return new OutboxRecord
        {
            Id = NewId.NextSequentialGuid(),
            MessageId = context.MessageId ??= NewId.NextGuid(),
            Destination = host.Shorten(context.DestinationAddress!),
            MessageTypes = string.Join(';', context.SupportedMessageTypes),
            ContentType = (context.ContentType ?? context.Serializer.ContentType).ToString(),
            Body = body,
            Properties = properties.ToJson(),
            CapturedAt = now.ToUnixTimeMilliseconds(),
            AvailableAt = dueAt ?? 0,
            Lane = lane,
            Token = context.ScheduledMessageId,
            Written = properties,
            Delay = delay,
            DueAt = scheduledFor,
            CapturedTimestamp = time.GetTimestamp(),
        };
    }

    private RecordProperties PropertiesOf<T>(SendContext<T> context, DateTimeOffset now, long? dueAt)
        where T : class => new()
    {
        DueAt = dueAt,
        PublishedType = published.NameOf<T>(context.DestinationAddress!),
        ConversationId = context.ConversationId,
        CorrelationId = context.CorrelationId,
        InitiatorId = context.InitiatorId,
        RequestId = context.RequestId,
        SourceAddress = context.SourceAddress?.ToString(),
        ResponseAddress = context.ResponseAddress?.ToString(),
        FaultAddress = context.FaultAddress?.ToString(),
        ExpiresAt = context.TimeToLive is { } timeToLive ? now.UtcDateTime + timeToLive : null,
        Headers = StoredValue.Write(context.Headers.GetAll()),
        Transport = StoredValue.Write(TransportPropertiesOf(context)),
    };

    private static Dictionary<string, object> TransportPropertiesOf(SendContext context)
    {
        var properties = new Dictionary<string, object>();

        if (context is TransportSendContext transport)
            transport.WritePropertiesTo(properties);

        // The outbox itself does the waiting; the broker must not wait once more.
        properties.Remove("Delay");

        foreach (var (key, value) in properties.Where(property => property.Value is TimeSpan).ToList())
            properties[key] = ((TimeSpan)value).ToString("c", CultureInfo.InvariantCulture);

        return properties;
    }
}
