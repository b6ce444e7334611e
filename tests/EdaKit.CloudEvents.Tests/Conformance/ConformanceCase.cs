using System.Net.Mime;
using System.Text;
using System.Text.Json;
using EdaKit.CloudEvents.Formats;
using EdaKit.CloudEvents.Serialization;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Tests.Conformance;

/// <summary>An event, valid or not, as <c>cases.json</c> has it.</summary>
public sealed record ConformanceCase(string Name, string Mode, bool Valid, string? ContentType, Dictionary<string, JsonElement>? Headers, string? Body,
    string? BodyBase64, string? Attribute, Dictionary<string, JsonElement>? Expect)
{
    public static IReadOnlyList<ConformanceCase> All { get; } = Read();

    public bool IsStructured => Mode == "structured";

    public byte[] Bytes => BodyBase64 is null ? Encoding.UTF8.GetBytes(Body ?? "") : Convert.FromBase64String(BodyBase64);

    /// <summary>The content type on the message; null for none.</summary>
    public string? MessageType => ContentType switch
    {
        null => IsStructured ? "application/cloudevents+json" : "application/json",
        "" => null,
        var other => other,
    };

    /// <summary>Reads it as a bus would.</summary>
    internal ReceivedEvent Read(out bool isEvent)
    {
        var headers = new DictionarySendHeaders((Headers ?? []).ToDictionary(header => header.Key, header => Plain(header.Value)));
        var read = CloudEventsDeserializer.Read(new BytesMessageBody(Bytes), headers, MessageType is null ? null : new ContentType(MessageType));
        isEvent = read is not null;
        return read!;
    }

    public override string ToString() => Name;

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        _ => value.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value)),
    };

    private static List<ConformanceCase> Read()
    {
        using var stream = typeof(ConformanceCase).Assembly.GetManifestResourceStream("cases.json")!;
        return JsonSerializer.Deserialize<List<ConformanceCase>>(stream, JsonSerializerOptions.Web)!;
    }
}
