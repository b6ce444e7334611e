using System.Diagnostics;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Formats;
using EdaKit.Identity;
using MassTransit;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>The attributes of a message that is about to leave.</summary>
internal sealed class EventAttributes(CloudEventsOptions options, TimeProvider time)
{
    /// <summary>Collects the attributes, and takes those that the sender set itself out of the headers.</summary>
    /// <exception cref="InvalidCloudEventException">The message would be no valid event.</exception>
    /// <exception cref="InvalidOperationException">No source is configured.</exception>
    public CloudEvent TakeFrom<T>(SendContext<T> context)
        where T : class
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);

        // 1. What EdaKit and MassTransit know.
        AddCore(values, context);
        AddExtensions(values, context);

        // 2. What the sender says wins, but for what makes the event readable at all.
        foreach (var (header, value) in context.Headers.GetAll().ToList())
        {
            if (!HeadersFormat.TryFindAttribute(header, out var name))
                continue;

            if (!AttributeNames.Required.Contains(name) && name != AttributeNames.DataContentType)
                values[name] = value;

            context.Headers.Set(header, (string?)null);
        }

        // 3. No event leaves that no reader may accept.
        var attributes = new AttributeSet();
        foreach (var (name, value) in values)
            attributes.Add(name, value);

        return attributes.ToEvent();
    }

    private void AddCore<T>(Dictionary<string, object?> values, SendContext<T> context)
        where T : class
    {
        var urn = UrnsOf(context)[0];

        values[AttributeNames.SpecVersion] = AttributeSet.SpecVersion;
        values[AttributeNames.Id] = (context.MessageId ??= NewId.NextGuid()).ToString("D");
        values[AttributeNames.Source] = options.EffectiveSource
            ?? throw new InvalidOperationException($"A message of '{typeof(T)}' is to leave as a CloudEvent, and no source is configured. "
                + "Set Source in UseCloudEvents.");
        values[AttributeNames.Type] = EventType.Of(urn);
        values[AttributeNames.Subject] = MessageSubject<T>.Of(context.Message);
        values[AttributeNames.Time] = context.SentTime is { } sent ? Timestamp.Write(sent) : null;
        values[AttributeNames.DataContentType] = MediaType.Json;
        values[AttributeNames.DataSchema] = DataSchemaTemplate.Fill(options.EffectiveDataSchema, urn);
    }

    private void AddExtensions<T>(Dictionary<string, object?> values, SendContext<T> context)
        where T : class
    {
        var expires = context.TimeToLive is { } timeToLive ? time.GetUtcNow().UtcDateTime + timeToLive : (DateTime?)null;
        var urns = UrnsOf(context);

        values[AttributeNames.TraceParent] = EventTrace.ParentOf(context);
        values[AttributeNames.TraceState] = EventTrace.StateOf(Activity.Current);
        values[AttributeNames.ExpiryTime] = expires is { } expiry ? Timestamp.Write(expiry) : null;
        values[AttributeNames.CorrelationId] = context.CorrelationId?.ToString("D");
        values[AttributeNames.CausationId] = context.Headers.TryGetHeader(MessageIdentityHeaders.CausationId, out var cause) ? cause.ToString() : null;
        values[AttributeNames.ConversationId] = context.ConversationId?.ToString("D");
        values[AttributeNames.InitiatorId] = context.InitiatorId?.ToString("D");
        values[AttributeNames.RequestId] = context.RequestId?.ToString("D");
        values[AttributeNames.SourceAddress] = context.SourceAddress?.ToString();
        values[AttributeNames.ResponseAddress] = context.ResponseAddress?.ToString();
        values[AttributeNames.FaultAddress] = context.FaultAddress?.ToString();

        // One event has one type, and a message may be read as several: as the base of its type, as an older version.
        values[AttributeNames.MessageTypes] = urns.Length > 1 ? string.Join(';', urns[1..]) : null;

        // Transports carry no lists in headers.
        values[AttributeNames.AcceptedTypes] = context.Headers.TryGetHeader(MessageHeaders.Request.Accept, out var accepted)
            && accepted is IEnumerable<string> types
            ? string.Join(';', types)
            : null;
    }

    private static string[] UrnsOf<T>(SendContext<T> context)
        where T : class => context.SupportedMessageTypes is { Length: > 0 } urns ? urns : [MessageUrn.ForTypeString<T>()];
}
