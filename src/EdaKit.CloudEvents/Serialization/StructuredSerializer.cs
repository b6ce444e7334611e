using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Mapping;
using MassTransit;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Writes a message as one JSON object.</summary>
internal sealed class StructuredSerializer(EventAttributes attributes) : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaType.StructuredEvent);

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        var sent = attributes.TakeFrom(context);
        var buffer = new ArrayBufferWriter<byte>();

        using (var writer = new Utf8JsonWriter(buffer, MessageJson.Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in sent.Attributes)
                Write(writer, name, value);

            writer.WritePropertyName(AttributeNames.Data);
            MessageJson.Write(writer, context.Message);
            writer.WriteEndObject();
        }

        return new BytesMessageBody(buffer.WrittenSpan.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case int integer:
                writer.WriteNumber(name, integer);
                break;
            default:
                writer.WriteString(name, (string)value);
                break;
        }
    }
}
