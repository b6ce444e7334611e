using System.Text.Json;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>What a message that no consumer saw says that it is. MassTransit keeps its bytes and headers.</summary>
internal static class UnconsumedMessage
{
    public static string[] TypesOf(ReceiveContext context)
    {
        if (context.TryGetPayload<ReceivedTypes>(out var received))
            return received.Urns;

        if (context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out var header) && header is string types)
            return types.Split(';');

        var body = Envelope(context);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("messageType", out var named) && named.ValueKind == JsonValueKind.Array
            ? [.. named.EnumerateArray().Select(type => type.ToString())]
            : [];
    }

    /// <summary>An id that is on a message.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">The header's name, which in an envelope begins with a small letter.</param>
    public static Guid? IdOf(ReceiveContext context, string name)
    {
        if (context.TransportHeaders.TryGetHeader(name, out var header) && Guid.TryParse(header?.ToString(), out var id))
            return id;

        var body = Envelope(context);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty($"{char.ToLowerInvariant(name[0])}{name[1..]}", out var value) && Guid.TryParse(value.ToString(), out id) ? id : null;
    }

    /// <summary>The message's JSON; undefined where it is none, as in another format, whose types and ids are in the headers of the transport or are not known.</summary>
    private static JsonElement Envelope(ReceiveContext context)
    {
        try
        {
            using var body = JsonDocument.Parse(context.Body.GetBytes());
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
