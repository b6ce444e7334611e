using System.Text.Json;
using EdaKit.CloudEvents.Attributes;

namespace EdaKit.CloudEvents.Formats;

/// <summary>Reads an event from one JSON object: CloudEvents 1.0.2, "JSON Event Format".</summary>
internal static class StructuredFormat
{
    /// <exception cref="InvalidCloudEventException">The body is no valid event.</exception>
    public static ReceivedEvent Read(byte[] body)
    {
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidCloudEventException(null, $"its body is a JSON {KindOf(document.RootElement)}, and no object.",
                "Write one event as one JSON object.");

        var attributes = new AttributeSet();
        JsonElement? data = null, base64 = null;

        // 1. Attributes, and the data beside them. Null is as if it were not there.
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var name = NameOf(member);
            if (name is not (AttributeNames.Data or AttributeNames.DataBase64))
            {
                attributes.Add(name, ValueOf(name, member.Value));
                continue;
            }

            attributes.AddName(name);
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;

            if (name == AttributeNames.Data)
                data = member.Value;
            else
                base64 = member.Value;
        }

        // 2. What must be there.
        var received = attributes.ToEvent();
        if (data is not null && base64 is not null)
            throw new InvalidCloudEventException(AttributeNames.Data, "both 'data' and 'data_base64' are there.", "Write one of them.");

        // 3. The data, by its content type.
        return new(received, base64 is { } bytes ? Binary(bytes, received) : data is { } value ? Plain(value, received) : EventData.None);
    }

    private static EventData Plain(JsonElement data, CloudEvent received)
    {
        if (MediaType.IsJson(received.DataContentType))
            return new(data.Clone(), null);

        return data.ValueKind == JsonValueKind.String
            ? new(null, TextOf(AttributeNames.Data, data))
            : throw new InvalidCloudEventException(AttributeNames.Data,
                $"'data' is a JSON {KindOf(data)}, and its content type is '{received.DataContentType}'.",
                "Write data that is no JSON as a string, or in 'data_base64', or name 'application/json' in 'datacontenttype'.");
    }

    // The parser passes over white space in base64, and the specification's base64 has none.
    private static EventData Binary(JsonElement data, CloudEvent received) =>
        data.ValueKind == JsonValueKind.String && !TextOf(AttributeNames.DataBase64, data).Any(char.IsWhiteSpace) && data.TryGetBytesFromBase64(out var bytes)
            ? EventData.Of(bytes, received.DataContentType, AttributeNames.DataBase64)
            : throw new InvalidCloudEventException(AttributeNames.DataBase64, "'data_base64' is no string in base64.",
                "Encode the data by RFC 4648, section 4, with padding.");

    private static object? ValueOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => TextOf(name, value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,

        // By its digits: '1.0' and '1e3' are no integers here, although a parser may take them for such.
        JsonValueKind.Number when value.TryGetInt32(out var integer) && !value.GetRawText().AsSpan().ContainsAny(".eE") => integer,
        _ => throw new InvalidCloudEventException(name, $"attribute '{name}' is '{value.GetRawText()}', and neither text, truth value nor integer of 32 bits.",
            "Write other values as text."),
    };

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidCloudEventException(null, "the name of an attribute is no Unicode text.", "Use lower-case letters and digits.", error);
        }
    }

    private static string TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidCloudEventException(name, $"'{name}' is no Unicode text.", "Write UTF-8, and surrogates only in pairs.", error);
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw new InvalidCloudEventException(null, "its body is no JSON.", "Write one event as one JSON object in UTF-8.", error);
        }
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "truth value",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
