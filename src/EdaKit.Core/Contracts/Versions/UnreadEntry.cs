using System.Text.Json;
using EdaKit.Journal;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>What the journal is told of a message that nobody reads. Its ids are those on the wire: it was never made a message of a type.</summary>
internal static class UnreadEntry
{
    public static JournalEntry Of(ReceiveContext context, ContractNotReadException unread, string endpoint, DateTimeOffset at)
    {
        var body = Parse(context);

        return new()
        {
            At = at.ToUnixTimeMilliseconds(),
            Kind = JournalKind.Faulted,
            MessageId = Id(context, body, MessageHeaders.MessageId),
            ConversationId = Id(context, body, MessageHeaders.ConversationId),
            CorrelationId = Id(context, body, MessageHeaders.CorrelationId),
            Contract = unread.ContractName,
            Version = unread.Version,

            // In the form that other participants have, without a consumer: the endpoint has none for it.
            Participant = $"{endpoint}//{unread.ContractName}",
            Note = $"{typeof(ContractNotReadException).FullName}: {unread.Message}",
        };
    }

    private static Guid? Id(ReceiveContext context, JsonElement body, string name)
    {
        if (context.TransportHeaders.TryGetHeader(name, out var header) && Guid.TryParse(header?.ToString(), out var id))
            return id;

        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty($"{char.ToLowerInvariant(name[0])}{name[1..]}", out var value) && Guid.TryParse(value.ToString(), out id) ? id : null;
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
            // Another format, whose ids are in the headers of the transport, or are not known.
            return default;
        }
    }
}
