using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Mime;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Telemetry;
using EdaKit.Telemetry;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;

namespace EdaKit.Outbox.Relay;

/// <summary>Puts a stored message back on a send context: the same bytes, the same ids, addresses and headers.</summary>
internal sealed class StoredSendPipe(OutboxRecord record, RecordProperties properties, Activity? span, HostAddress host, TimeProvider time) : IPipe<SendContext>
{
    /// <summary>There are as many as there are serializers.</summary>
    private static readonly ConcurrentDictionary<string, ContentType> ContentTypes = new(StringComparer.Ordinal);

    private static readonly TimeSpan ShortestTimeToLive = TimeSpan.FromMilliseconds(1);

    public Task Send(SendContext context)
    {
        context.MessageId = record.MessageId;
        context.ConversationId = properties.ConversationId;
        context.CorrelationId = properties.CorrelationId;
        context.InitiatorId = properties.InitiatorId;
        context.RequestId = properties.RequestId;
        context.SourceAddress = host.UriOf(properties.SourceAddress);
        context.ResponseAddress = host.UriOf(properties.ResponseAddress);
        context.FaultAddress = host.UriOf(properties.FaultAddress);
        context.SupportedMessageTypes = record.MessageTypes.Split(';');

        // What expired while it waited goes out with the shortest life there is: whether it is dropped or dead-lettered is the broker's to say.
        if (properties.ExpiresAt is { } expiresAt)
            context.TimeToLive = Max(expiresAt - time.GetUtcNow().UtcDateTime, ShortestTimeToLive);

        foreach (var (key, value) in StoredValue.Read(properties.Headers))
            context.Headers.Set(key, value);

        if (span is not null)
            RelaySpans.WriteTo(context.Headers, span);

        if (properties.Transport is not null && context is TransportSendContext transport)
            transport.ReadPropertiesFrom(StoredValue.Read(properties.Transport).ToDictionary());

        // A message that no queue takes comes back then; without, the broker would confirm it and throw it away.
        if (context is RabbitMqSendContext rabbitMq)
            rabbitMq.Mandatory = true;

        if (properties.DueAt is not null)
            DelayedMessage.Mark(context);

        context.Serializer = new CopyBodySerializer(ContentTypes.GetOrAdd(record.ContentType, static text => new ContentType(text)), new BytesMessageBody(record.Body));
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-stored-message");

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
