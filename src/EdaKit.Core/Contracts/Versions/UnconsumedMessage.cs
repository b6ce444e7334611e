using System.Text.Json;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>What a message that no consumer saw says of itself. MassTransit keeps its bytes and headers.</summary>
internal sealed class UnconsumedMessage(ReceiveContext context)
{
    // Often the headers say it all; where they do not, the bytes are parsed once.
    private readonly Lazy<JsonElement> _envelope = new(() => Parse(context));

    /// <summary>What it says that it is.</summary>
    public string[] Types()
    {
        if (context.TryGetPayload<ReceivedTypes>(out var received))
            return received.Urns;

        if (context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out var header) && header is string types)
            return types.Split(';');

        return TryGetMember("messageType", out var named) && named.ValueKind == JsonValueKind.Array ? [.. named.EnumerateArray().Select(type => type.ToString())] : [];
    }

    /// <summary>An id that is on it.</summary>
    /// <param name="name">The header's name, which in an envelope begins with a small letter.</param>
    public Guid? Id(string name)
    {
        if (context.TransportHeaders.TryGetHeader(name, out var header) && Guid.TryParse(header?.ToString(), out var id))
            return id;

        return TryGetMember($"{char.ToLowerInvariant(name[0])}{name[1..]}", out var value) && Guid.TryParse(value.ToString(), out id) ? id : null;
    }

    private bool TryGetMember(string name, out JsonElement value)
    {
        value = default;
        return _envelope.Value.ValueKind == JsonValueKind.Object && _envelope.Value.TryGetProperty(name, out value);
    }

    private static JsonElement Parse(ReceiveContext context)
    {
        try
        {
            using var body = JsonDocument.Parse(context.Body.GetBytes());
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Another format, whose types and ids are in the headers of the transport or are not known.
            return default;
        }
    }
}
