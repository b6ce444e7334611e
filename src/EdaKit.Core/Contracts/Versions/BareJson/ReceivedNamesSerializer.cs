using System.Net.Mime;
using MassTransit;

namespace EdaKit.Contracts.Versions.BareJson;

/// <summary>Sends bare JSON on under the names that it came with: MassTransit would name it after the type that a consumer asked for.</summary>
internal sealed class ReceivedNamesSerializer(IMessageSerializer inner, string[] types) : IMessageSerializer
{
    public ContentType ContentType => inner.ContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class
    {
        var body = inner.GetMessageBody(context);
        context.Headers.Set(MessageHeaders.MessageType, string.Join(';', types));
        return body;
    }
}
