using System.Text.Json;
using EdaKit.CloudEvents.Attributes;

namespace EdaKit.CloudEvents.Formats;

/// <summary>What an event holds beside its attributes.</summary>
/// <param name="Json">The data, where it is JSON.</param>
/// <param name="Other">The data, where it is not: text or bytes.</param>
internal readonly record struct EventData(JsonElement? Json, object? Other)
{
    public static EventData None => default;

    /// <summary>Reads bytes that their content type may say to be JSON.</summary>
    /// <param name="bytes">The data.</param>
    /// <param name="contentType">The attribute <c>datacontenttype</c>.</param>
    /// <param name="name">How to call the data in an error.</param>
    public static EventData Of(byte[] bytes, string? contentType, string name)
    {
        if (!MediaType.IsJson(contentType))
            return new(null, bytes);

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return new(document.RootElement.Clone(), null);
        }
        catch (JsonException error)
        {
            throw new InvalidCloudEventException(name, $"'{name}' is no JSON, and its content type is '{contentType ?? MediaType.Json}'.",
                "Write JSON, or name the right type in 'datacontenttype'.", error);
        }
    }
}
