using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// Reads the JSON of a document and holds it to the bounds, so that nothing later meets a string that is no text or a number that is too large.
/// </summary>
internal static class SchemaDocument
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SchemaLimits.Depth, AllowDuplicateProperties = false };

    public static JsonElement Read(string json)
    {
        try
        {
            // No text has more characters than bytes, so what is far too long is refused before it is copied.
            return json.Length > SchemaLimits.DocumentBytes ? throw TooLong(json.Length) : Read(Utf8.GetBytes(json));
        }
        catch (EncoderFallbackException cause)
        {
            throw new SchemaException("#", "The text has half of a surrogate pair in it, so it is no JSON. Write the schema in UTF-8.", cause);
        }
    }

    public static JsonElement Read(JsonNode? node)
    {
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = SchemaLimits.Depth });
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }
        catch (InvalidOperationException cause)
        {
            throw new SchemaException("#", $"The JSON is nested deeper than '{SchemaLimits.Depth}'. Move inner schemas to '$defs' and refer to them.", cause);
        }

        return Read(bytes.WrittenMemory);
    }

    private static JsonElement Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > SchemaLimits.DocumentBytes)
            throw TooLong(bytes.Length);

        try
        {
            CheckTokens(bytes.Span);
            return JsonElement.Parse(bytes.Span, Options);
        }
        catch (JsonException cause)
        {
            throw new SchemaException("#", $"The document is no JSON: {cause.Message} Correct it; it may be nested '{SchemaLimits.Depth}' deep, and must not "
                + "name a member twice.", cause);
        }
    }

    private static void CheckTokens(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = SchemaLimits.Depth });

        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number when !SchemaNumber.TryParse(Encoding.ASCII.GetString(reader.ValueSpan), out _):
                    var number = Encoding.ASCII.GetString(reader.ValueSpan);
                    throw new SchemaException("#", $"The number '{(number.Length > 40 ? number[..40] + "…" : number)}' has more than "
                        + $"'{SchemaLimits.NumberLength}' characters or an exponent beyond '{SchemaLimits.NumberExponent}'. Use a smaller one.");
                case JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped:
                    CheckText(ref reader);
                    break;
            }
        }
    }

    private static void CheckText(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException cause)
        {
            throw new SchemaException("#", $"The string at byte '{reader.TokenStartIndex}' has half of a surrogate pair in it. Write the whole "
                + "character.", cause);
        }
    }

    private static SchemaException TooLong(int length) =>
        new("#", $"The document has '{length}' bytes, and at most '{SchemaLimits.DocumentBytes}' are read. Split the schema.");
}
