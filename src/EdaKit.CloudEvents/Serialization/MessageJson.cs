using System.Runtime.Serialization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Writes a message as JSON.</summary>
internal static class MessageJson
{
    /// <summary>As MassTransit's own, without its line feeds: the body is no HTML, and stays readable.</summary>
    public static JsonWriterOptions Plain => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="SerializationException">It cannot be written.</exception>
    public static void Write(Utf8JsonWriter writer, object message)
    {
        try
        {
            // By its own type, as MassTransit does: a message that is sent as an interface has the members of its class.
            JsonSerializer.Serialize(writer, message, message.GetType(), SystemTextJsonMessageSerializer.Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new SerializationException($"A message of '{message.GetType()}' cannot be written as JSON. See the inner exception for the member.", error);
        }
    }
}
