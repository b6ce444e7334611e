using System.Net.Mime;
using MassTransit;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Sends an event on as it came, byte for byte: it stays the event of its source, also when it is redelivered.</summary>
/// <param name="contentType">The message's content type.</param>
/// <param name="body">The message's body.</param>
/// <param name="inHeaders">The event, where its attributes are headers; null where the body has them.</param>
internal sealed class ForwardedSerializer(ContentType contentType, MessageBody body, CloudEvent? inHeaders) : IMessageSerializer
{
    public ContentType ContentType => contentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        if (inHeaders is not null)
            HeadersSerializer.SetHeaders(context, inHeaders);

        return body;
    }
}
