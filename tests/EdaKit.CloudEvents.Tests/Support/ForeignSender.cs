using System.Net.Mime;
using System.Text;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>Sends as somebody would who has neither EdaKit nor MassTransit: bytes, a content type and headers.</summary>
internal static class ForeignSender
{
    public static Task SendAsync(this TestBus bus, string queue, string contentType, string body, IReadOnlyDictionary<string, object>? headers = null) =>
        bus.SendAsync(queue, contentType, Encoding.UTF8.GetBytes(body), headers);

    public static async Task SendAsync(this TestBus bus, string queue, string contentType, byte[] body, IReadOnlyDictionary<string, object>? headers = null)
    {
        var endpoint = await bus.Bus.GetSendEndpoint(new($"queue:{queue}"));

        await endpoint.Send(new SerializedMessageBody(), context =>
        {
            foreach (var (key, value) in headers ?? new Dictionary<string, object>())
                context.Headers.Set(key, value);

            context.Serializer = new CopyBodySerializer(new ContentType(contentType), new BytesMessageBody(body));
        });
    }
}
