using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Formats;
using EdaKit.CloudEvents.Mapping;
using MassTransit;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Writes a message as its bare JSON, and the attributes as headers.</summary>
internal sealed class HeadersSerializer(EventAttributes attributes) : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaType.Json);

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        SetHeaders(context, attributes.TakeFrom(context));
        var buffer = new ArrayBufferWriter<byte>();

        using (var writer = new Utf8JsonWriter(buffer, MessageJson.Plain))
            MessageJson.Write(writer, context.Message);

        return new BytesMessageBody(buffer.WrittenSpan.ToArray());
    }

    /// <summary>As text: transports drop what is false, and have integers of other sizes. The content type is the message's own.</summary>
    public static void SetHeaders(SendContext context, CloudEvent sent)
    {
        foreach (var (name, value) in sent.Attributes.Where(attribute => attribute.Key != AttributeNames.DataContentType))
            context.Headers.Set(HeadersFormat.Prefix + name, AttributeSet.TextOf(value));
    }
}
